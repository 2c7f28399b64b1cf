//! Stories: the whole program, as its users meet it. One binary, so that it is linked once.

mod actions;
mod attack;
mod bad_input;
mod closing;
mod database;
mod delivery;
mod guides;
mod house;
mod interruption;
mod licences;
mod links;
mod outputs;
mod papers;
mod postgres;
mod press;
mod provider;
mod reference;
mod remarks;
mod smtp;
mod sso;
mod storage;
mod templates;
mod tidy;
mod visitor;
mod whole_way;
mod year;
