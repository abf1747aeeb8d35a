#pragma once

#include "dunlin/command.h"

/// Every command as data; one file each.
namespace dunlin::cmd::commands {

/// Of every command that a protected environment allows only to somebody who names it.
inline constexpr Flag kConfirmFlag{
    .name = "confirm", .value = "ENV", .help = "the name of a protected environment"};

const Command& upgrade();
const Command& downgrade();
const Command& run();
const Command& redo();
const Command& reset();

const Command& status();
const Command& plan();
const Command& script();
const Command& current();
const Command& locks();
const Command& heads();
const Command& branches();
const Command& history();
const Command& show();

const Command& init();
const Command& create_revision();
const Command& merge();
const Command& check();

const Command& stamp();
const Command& resolve();
const Command& claim();
const Command& verify();

const Command& create();
const Command& drop();
const Command& wait();

const Command& config();
const Command& completion();
const Command& help();
const Command& version();

}  // namespace dunlin::cmd::commands
