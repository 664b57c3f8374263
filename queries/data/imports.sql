-- /// query
-- title = "Imported files"
-- question = "Which files is this built from, and what became of their rows?"
-- basis = "everything imported"
--
-- [columns.table_name]
-- label = "Read as"
-- format = "term"
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
-- [columns.rows_skipped]
-- label = "Headers, totals"
-- help = "Rows that are no data: titles, repeated headers, totals. Each has a finding that says where"
--
-- [columns.imported_at]
-- label = "Imported"
-- format = "date"
--
-- [chart]
-- type = "table"
-- hide = ["account", "sha256"]
--
-- [people]
-- nobody = ["rows_read", "rows_kept", "rows_set_aside", "rows_skipped", "bytes", "imported_at"]
--
-- [[checks]]
-- name = "every row read was kept, set aside, or is a header or total"
-- assert = "rows_read = rows_kept + rows_set_aside + rows_skipped"
-- ///
select
  layout,
  file,
  table_name,
  rows_read,
  rows_kept,
  rows_set_aside,
  rows_skipped,
  bytes,
  imported_at,
  account,
  sha256
from imports
order by account, layout, file, table_name, sha256
