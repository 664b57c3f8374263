create table published as
from whole.main.published;
