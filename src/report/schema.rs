//! Holds the schema and the samples of each report's data against the code that writes it. Knows no field.
//!
//! Write them anew with `POLSSLAG_BLESS=1 cargo test -p report schema`. A new report needs empty files first.

use std::fs;
use std::path::Path;

use boon::{Compiler, Schemas};
use schemars::JsonSchema;
use schemars::generate::SchemaSettings;
use serde_json::{Value, json};

use crate::manuscript::Manuscript;
use crate::press::Press;
use crate::template::Template;
use crate::{organisation, samples, unit, year};

/// What stands in `reports` beside a template.
struct Kept {
    template: Template,
    schema: Value,
    samples: Vec<(String, Manuscript)>,
}

impl Kept {
    fn of<Sheet: JsonSchema>(template: Template, samples: Vec<(String, Manuscript)>) -> Self {
        let generator = SchemaSettings::draft2020_12().for_serialize().into_generator();
        let mut schema = generator.into_root_schema_for::<Sheet>().to_value();
        // The two fields that every manuscript has.
        let version = "Another one when a field is renamed, removed or means something else.";
        for (field, told, value) in [
            ("format", "Which report this is.", json!(template.format())),
            ("version", version, json!(template.version())),
        ] {
            schema["properties"][field] = json!({ "description": told, "const": value });
            schema["required"].as_array_mut().expect("fields").push(json!(field));
        }
        Self { template, schema, samples }
    }

    fn files(&self) -> Vec<(String, String)> {
        let schema = (self.template.file().replace(".typ", ".schema.json"), format!("{:#}\n", self.schema));
        let samples = self.samples.iter().map(|(name, manuscript)| (name.clone(), manuscript.data()));
        std::iter::once(schema).chain(samples).collect()
    }
}

fn kept() -> [Kept; Template::ALL.len()] {
    [
        Kept::of::<unit::Sheet>(Template::Unit, samples::of_units()),
        Kept::of::<organisation::Sheet>(Template::Organisation, samples::of_organisations()),
        Kept::of::<year::Sheet>(Template::Year, samples::of_years()),
    ]
}

#[test]
fn schemas_and_samples_are_those_of_the_code() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../reports");
    for (name, text) in kept().iter().flat_map(Kept::files) {
        assert!(Template::files().any(|(built_in, _)| built_in == name), "{name} is not built in");
        let file = folder.join(&name);
        if std::env::var_os("POLSSLAG_BLESS").is_some() {
            fs::write(&file, &text).expect("a written file");
        }
        let written = fs::read_to_string(&file).unwrap_or_default();
        assert!(written == text, "{name} is not what the code writes; look at the change with POLSSLAG_BLESS=1");
    }
}

#[test]
fn samples_keep_to_their_schema_and_what_breaks_it_is_seen() {
    for Kept { schema, samples, .. } in kept() {
        let (mut schemas, mut compiler) = (Schemas::new(), Compiler::new());
        compiler.add_resource("schema.json", schema).expect("a schema");
        let index = compiler.compile("schema.json", &mut schemas).unwrap_or_else(|error| panic!("{error:#}"));
        for (name, manuscript) in samples {
            schemas.validate(&manuscript.data, index).unwrap_or_else(|error| panic!("{name}: {error}"));
            let mut broken = manuscript.data.clone();
            broken["paper"]["date"]["year"] = json!("2026");
            assert!(schemas.validate(&broken, index).is_err(), "{name}");
            broken = manuscript.data;
            broken["version"] = json!(0);
            assert!(schemas.validate(&broken, index).is_err(), "{name}");
        }
    }
}

#[test]
fn every_field_of_every_schema_is_explained() {
    fn explained(place: &str, schema: &Value) {
        if let Some(fields) = schema["properties"].as_object() {
            for (name, field) in fields {
                // The name of a variant is explained with the variant.
                let said = field.get("description").is_some() || name == "kind";
                assert!(said, "{place}.{name} has no words: {field}");
            }
        }
        match schema {
            Value::Object(parts) => parts.iter().for_each(|(name, part)| explained(&format!("{place}/{name}"), part)),
            Value::Array(parts) => parts.iter().for_each(|part| explained(place, part)),
            _ => {}
        }
    }
    for Kept { template, schema, .. } in kept() {
        explained(template.file(), &schema);
    }
}

#[test]
fn samples_are_printed_and_nothing_is_wondered_at() {
    for template in Template::ALL {
        let samples = template.samples().expect("good files");
        assert!(samples.len() >= 2);
        for sample in samples {
            let warnings = Press::built_in().proof(&sample).unwrap_or_else(|error| panic!("{}: {error}", sample.name));
            assert_eq!(warnings, []);
        }
    }
}
