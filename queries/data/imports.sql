-- /// query
-- title = "Imported files"
-- question = "Which files is this built from, and what became of their rows?"
-- basis = "everything imported"
--
-- [columns.table_name]
-- label = "Read as"
--
-- [columns.rows_read]
-- label = "Rows read"
--
-- [columns.rows_kept]
-- label = "Kept"
--
-- [columns.rows_set_aside]
-- label = "Set aside"
-- help = "Each has a finding that says why"
--
-- [columns.imported_at]
-- label = "Imported"
-- format = "date"
--
-- [chart]
-- type = "table"
-- hide = ["account", "sha256"]
--
-- [[checks]]
-- name = "every row read was kept or set aside"
-- assert = "rows_read = rows_kept + rows_set_aside"
-- ///
select
  layout,
  file,
  table_name,
  rows_read,
  rows_kept,
  rows_set_aside,
  bytes,
  imported_at,
  account,
  sha256
from imports
order by account, layout, file, table_name, sha256
