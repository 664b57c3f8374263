-- Whether a value passes one dimension of the selection. The variable is a constant when the query is bound, so this folds
-- into a plain IN list that skips blocks; with the variable unset it is NULL and no row passes.
create or replace temp macro is_selected(value, dimension) as
  dimension.every or value in dimension.chosen or (value is null and dimension.unstated);
