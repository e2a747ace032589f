"""What is shown of a name, a number or an address to those who may not see all of it (docs/rules/masking.md)."""

from collections.abc import Callable

# The surnames of two characters that are met in a street; the mask keeps a surname whole.
_LONG_SURNAMES = frozenset(
    {"欧阳", "司马", "上官", "诸葛", "东方", "皇甫", "尉迟", "公孙", "慕容", "令狐", "司徒", "夏侯"}
    | {"端木", "百里", "呼延", "轩辕", "南宫", "西门", "独孤", "长孙"}
)
_WHOLE_PHONE = 11  # a mobile number, or a landline with its area code
_WHOLE_ID = 15  # the old form; today's has 18
_TWO = 2
_THREE = 3


def mask_name(name: str) -> str:
    """A name inside the house: 王五 → 王*, 王小明 → 王*明, 欧阳小明 → 欧阳**. Source: DOMAIN 9.4."""
    if len(name) <= _TWO:
        return name[:1] + "*" * (len(name) - 1)
    if name[:_TWO] in _LONG_SURNAMES:
        return name[:_TWO] + "**"
    if len(name) == _THREE:
        return f"{name[0]}*{name[-1]}"
    return name[0] + "**"


def mask_phone(number: str) -> str:
    """The first three and the last four digits: 138****5678; of a shorter number only the last two."""
    digits = "".join(mark for mark in number if mark.isdigit())
    if len(digits) >= _WHOLE_PHONE:
        return f"{digits[:3]}****{digits[-4:]}"
    return "****" + digits[-_TWO:]


def mask_id_number(number: str) -> str:
    """The first three and the last four: neither the home district nor the birthday. Source: DOMAIN 9.4."""
    if len(number) < _WHOLE_ID:
        return "*" * len(number)
    return number[:3] + "*" * (len(number) - 3 - 4) + number[-4:]


def mask_email(address: str) -> str:
    """The first letter and the domain: z***@163.com."""
    name, at, domain = address.partition("@")
    return f"{name[:1]}***{at}{domain}"


def mask_all(_value: str) -> str:
    """Nothing of it."""
    return "****"


MASKS: dict[str, Callable[[str], str]] = {
    "name": mask_name,
    "phone": mask_phone,
    "id_number": mask_id_number,
    "email": mask_email,
    "all": mask_all,
}
