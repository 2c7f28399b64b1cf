# The report on paper on the whole organisation, for its management team.
