//! Stories: the whole program, as its users meet it. One binary, so that it is linked once.

mod attack;
mod bad_input;
mod house;
mod interruption;
mod licences;
mod reference;
mod schema;
mod smtp;
mod tidy;
mod whole_way;
