# Wat er van een ronde geworden is, voor de mensen van één afdeling: de pagina achter de link in een mail.
results-title = Uitkomsten van { $unit }
results-lead = Iedereen op deze afdeling krijgt dezelfde link naar deze pagina. Er staat wat over de afdeling gepubliceerd is. De pagina opent zonder je naam: niemand kan zien wie haar leest.
results-figures = Wat eruit kwam
results-answered = { $answered } mensen hebben geantwoord.
results-subject = Onderwerp
results-figure = Cijfer, 0–100
results-hidden = Dat zegt niets over hoe veilig het hier is. Antwoorden die gegeven zijn, tellen mee in een grotere afdeling, waar dat veilig is.
results-around = De uitkomsten van { $unit }, waar deze afdeling bij hoort
results-course = Door de tijd
results-back = Terug naar de uitkomsten
results-words = Wat de vertrouwenspersoon uit de opmerkingen van deze ronde doorgaf
error-results-title = Deze link werkt niet
error-results = Hij is niet compleet, of deze uitkomsten zijn nog niet vrijgegeven. Kopieer de hele link uit de mail, probeer het later nog eens, of vraag het de vertrouwenspersoon.
