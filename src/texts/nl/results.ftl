# Wat er van een ronde geworden is, voor de mensen van één afdeling: de pagina achter de link in een mail.
results-title = Uitslag van { $unit }
results-lead = Iedereen op deze afdeling krijgt dezelfde link naar deze pagina. Er staat wat over de afdeling gepubliceerd is. De pagina opent zonder je naam: niemand kan zien wie haar leest.
results-figures = Wat eruit kwam
results-answered = { $answered } mensen hebben geantwoord.
results-subject = Onderwerp
results-figure = Cijfer, 0–100
results-hidden = Dat zegt niets over hoe veilig het hier is. Antwoorden die gegeven zijn, tellen mee in een grotere afdeling, waar dat veilig is.
results-around = De uitslag van { $unit }, waar deze afdeling onder valt
results-course = Door de tijd
results-back = Terug naar de uitslag
error-results-title = Deze link werkt niet
error-results = Hij is niet compleet, of deze uitslag is niet te zien. Kopieer de hele link uit de mail, of vraag het de vertrouwenspersoon.
