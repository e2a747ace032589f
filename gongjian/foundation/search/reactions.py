"""After every deed, what it named can be found by its new words; no module has to think of it."""

from gongjian.foundation.idempotency.deed import after_each_deed
from gongjian.foundation.search.rows import refresh

after_each_deed(refresh)
