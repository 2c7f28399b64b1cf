# The report on paper on the whole organisation, for its management team.
organisation-title = { $organisation }, the whole organisation: { $survey }, { $month }
organisation-running = { $organisation }, the whole organisation · { $survey } · { $month }
organisation-above = Report on the whole organisation

organisation-signals = Where a single team stands out
organisation-signals-where = This report points at no team. The figures of teams stand on the next page; a figure that differs is not yet a finding. When something stands out in a team, the confidential adviser looks at it first and talks with the people it is about. Some of what stands out is chance, and a team that is discussed by others before anybody has spoken with it will not answer openly again. Ask the adviser what the organisation can do.

organisation-tree = All units at a glance
organisation-tree-how = In the order of the organisation, never of the figures: this is no ranking. The darker a cell, the higher its figure, in steps of twenty points. The smaller a unit, the more its figure moves by chance; how much, its own report says.
organisation-tree-left = { $levels ->
    [one] One level below the organisation fits
   *[other] { $levels } levels below the organisation fit
} on these pages. { $count ->
    [one] 1 unit further down stands
   *[other] { $count } units further down stand
} in the reports of the units above.

organisation-funnel = What chance explains
organisation-funnel-outside = Lying outside the lines is no verdict: something other than chance may play a part, and only a conversation tells what. Even of a thousand teams that do not differ at all, two lie outside the solid lines. That is why no names stand here; please don’t look them up.

organisation-response = Who took part
organisation-response-how = The share of all people who were invited, the newest wave first, in steps of five percent. It is told from a hundred people and fifty answers on: below that, it could point to single people. Taking part is voluntary, and fewer answers can have many ordinary reasons.
organisation-response-unknown = too few to say

organisation-actions-lead = What was written down for the whole organisation and for its units. What is done in a unit counts for everything inside it.
organisation-actions-empty = No action has been written down yet. People answer as long as they see that something is done with it: agree on one thing for the whole organisation, and let the confidential adviser write it down.

organisation-technical = Technical note
organisation-technical-why = For whoever wants to check the figures. Nothing here is about one team.
organisation-icc1 = ICC(1)
organisation-icc2 = ICC(2)
organisation-f = F
organisation-variance = Variance within (σ²)
organisation-alpha-source = Cronbach (1951); interval: Feldt (1965)
organisation-icc-source = Bliese (2000)
organisation-f-what = F: how far the means of teams lie apart, as a multiple of what chance makes of teams of this size. About 1 when teams do not differ.
organisation-f-source = Analysis of variance: Searle, Casella and McCulloch (1992)
organisation-agreement-source = r*wg(J): Lindell, Brandt and Whitney (1999)
organisation-between-source = DerSimonian and Laird (1986)
organisation-within-source = As printed with this wave
organisation-variance-what = Variance within: the square of the spread within teams. The ranges in this report lean on it, the more so the fewer the answers.
organisation-variance-source = Smyth (2004)
organisation-retest-source = From the means of teams in two waves in a row; 0.5 until there are forty such pairs, and never more than 0.7
organisation-coverage = Coverage
organisation-coverage-what = A unit is shown when its figure is made of at least { $percent }% of the answers given in it.
organisation-versions = Formulas
organisation-versions-what = Figures by version { $figures }, changes and levels by version { $analysis }.
organisation-verify = To check
organisation-verify-what = The command “polsslag export --format json” writes every published figure of wave { $wave } with the rules by which it was made. Whoever has that file can compute the ranges and changes again.
