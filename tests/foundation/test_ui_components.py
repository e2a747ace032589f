"""Components: what they draw, what they refuse to take, and forms that say what is wrong."""

import re

from django.template import engines
from django_cotton.compiler_regex import CottonCompiler

from gongjian.foundation.ui.forms import SampleForm
from tests.foundation.test_ui import Elements, request


def rendered(source, asked=None, **context):
    return engines["django"].from_string(CottonCompiler().process(source)).render(context, asked or request())


def test_a_deed_that_is_allowed_is_a_button():
    page = rendered("""<c-deed-button label="送达" kind="primary" />""")

    assert page == ('<span class="gj-deed"><button class="btn btn-primary" type="submit" >送达</button></span>\n')


def test_a_deed_that_is_not_allowed_says_why_beneath_a_button_that_does_nothing():
    page = rendered("""<c-deed-button label="送达" url="/x/" :allowed="may" why="先清点。" />""", may=False)
    button = Elements(page).all("button")[0]

    assert (button["type"], button["aria-disabled"]) == ("button", "true")
    assert re.findall(rf'id="{button["aria-describedby"]}">(.*?)<', page) == ["先清点。"]
    assert Elements(page).all("a") == []


def test_a_form_carries_a_fresh_key():
    keys = [Elements(rendered("{% one_time_key %}")).all("input")[0]["value"] for _ in range(2)]

    assert len(set(keys)) == 2


def test_a_form_shown_again_after_a_refusal_keeps_its_key():
    page = rendered("{% one_time_key %}", request(one_time_key="7f1c"))

    assert page == '<input type="hidden" name="one_time_key" value="7f1c">'


def test_a_field_in_error_names_its_hint_and_its_error():
    form = SampleForm({"budget": "15000 元"})
    page = rendered('<c-field :field="form.budget" />', form=form)
    control = Elements(page).all("input")[0]

    assert control["aria-invalid"] == "true"
    assert control["aria-describedby"] == "id_budget_helptext id_budget_error"
    assert re.findall(r'id="(id_budget_(?:helptext|error))"', page) == ["id_budget_helptext", "id_budget_error"]


def test_a_field_that_may_stay_empty_says_so():
    page = rendered('<c-field :field="form.note" /><c-field :field="form.name" />', form=SampleForm())

    assert page.count("（选填）") == 1


def test_the_summary_of_errors_leads_to_each_field():
    page = rendered('<c-errors :form="form" />', form=SampleForm({"budget": "十元", "name": "x", "place": "east"}))

    assert [link["href"] for link in Elements(page).all("a")] == ["#id_budget", "#id_kind"]
    assert page.count("这天已经排了“爱眼日义诊”") == 1


def test_a_form_without_errors_has_no_summary():
    assert rendered('<c-errors :form="form" />', form=SampleForm()).strip() == ""


def test_a_component_does_not_take_what_the_page_happens_to_know():
    page = rendered("<c-card>文</c-card>", title="页面的标题", footer="页面的页脚", aside="旁")

    assert page.strip() == '<section class="card " ><div class="card-body">文</div></section>'


def test_what_people_typed_is_escaped_in_a_component():
    page = rendered('<c-card title="{{ typed }}" /><c-org :name="typed" />', typed="<b>")

    assert page.count("&lt;b&gt;") == 2
    assert "<b>" not in page
