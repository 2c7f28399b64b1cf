# What became of a wave, for the people of one unit: the page behind the link of a letter.
results-title = Results of { $unit }
results-lead = Everyone in this unit gets the same link to this page. It shows what was published of the unit, and opens without your name: nobody can see who reads it.
results-figures = How it came out
results-answered = { $answered } people answered.
results-subject = Subject
results-figure = Figure, 0–100
results-hidden = That says nothing about how safe it is here. Answers that were given count in a larger unit, where that is safe.
results-around = The results of { $unit }, which this unit belongs to
results-course = Over time
results-back = Back to the results
results-words = What the confidential adviser passed on from the comments of this wave
error-results-title = This link can’t be used
error-results = It is incomplete, or these results are not released yet. Copy the whole link from the email, try again later, or ask the confidential adviser.
