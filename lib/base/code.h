#pragma once

#include <span>
#include <string_view>

#include "base/exit_code.h"

namespace dunlin {

/// The stable name of one kind of error. It owns the exit code, and `docs/errors/<id>.md`
/// explains it (`dunlin help DN1104`); a test compares the two sets.
struct Code {
  std::string_view id;
  Exit exit = Exit::internal;
  std::string_view title;

  friend bool operator==(const Code& a, const Code& b) { return a.id == b.id; }
};

namespace code {

// DN00 the program itself, DN01 the command line
inline constexpr Code kInternal{"DN0001", Exit::internal, "internal error"};
inline constexpr Code kInterrupted{"DN0002", Exit::interrupted, "interrupted"};
inline constexpr Code kTerminated{"DN0003", Exit::terminated, "terminated"};
inline constexpr Code kUsage{"DN0100", Exit::usage, "wrong arguments"};
inline constexpr Code kUnknownCommand{"DN0101", Exit::usage, "unknown command"};
inline constexpr Code kAmbiguousAlias{"DN0102", Exit::usage, "a word that means two things"};
inline constexpr Code kUnknownTopic{"DN0103", Exit::usage, "no help on that topic"};
inline constexpr Code kCommandNotFound{"DN0104", Exit::usage, "the program to run was not found"};

// DN02 dunlin.yaml, environment variables
inline constexpr Code kBadYaml{"DN0200", Exit::usage, "not valid YAML"};
inline constexpr Code kBadConfig{"DN0201", Exit::usage, "a value that dunlin.yaml cannot hold"};
inline constexpr Code kUnknownKey{"DN0202", Exit::usage, "unknown key"};
inline constexpr Code kDuplicateKey{"DN0203", Exit::usage, "key given twice"};
inline constexpr Code kNotBuiltYet{"DN0204", Exit::usage, "a feature that is not built yet"};
inline constexpr Code kUnknownEnvironment{"DN0205", Exit::usage, "unknown environment"};
inline constexpr Code kMissingVariable{"DN0206", Exit::usage, "environment variable not set"};
inline constexpr Code kNoDatabase{"DN0207", Exit::usage, "no database chosen"};
inline constexpr Code kConfigMissing{"DN0208", Exit::usage, "configuration file not found"};
inline constexpr Code kSecretUnreadable{"DN0209", Exit::usage, "the URL could not be fetched"};
inline constexpr Code kAlreadyInitialised{"DN0210", Exit::usage, "already initialised"};
inline constexpr Code kUnusedVariable{"DN0211", Exit::usage, "a variable that is not used"};

// DN03 URLs
inline constexpr Code kBadUrl{"DN0300", Exit::usage, "malformed database URL"};
inline constexpr Code kUnknownScheme{"DN0301", Exit::usage, "unknown database kind"};
inline constexpr Code kIgnoredParameter{"DN0302", Exit::usage, "a part of the URL is ignored"};

// DN04 files
inline constexpr Code kUnreadable{"DN0400", Exit::usage, "a file cannot be read"};
inline constexpr Code kUnwritable{"DN0401", Exit::usage, "a file cannot be written"};
inline constexpr Code kNoDirectory{"DN0402", Exit::usage, "no directory of migrations"};

// DN10 the files of a revision
inline constexpr Code kBadRevision{"DN1000", Exit::contradiction, "revision.yaml is wrong"};
inline constexpr Code kMissingRevisionFile{"DN1001", Exit::contradiction,
                                           "a revision lacks a file"};
inline constexpr Code kBadId{"DN1002", Exit::contradiction, "an id that cannot be one"};
inline constexpr Code kUnexpectedFile{"DN1003", Exit::contradiction, "a file that does not belong"};
inline constexpr Code kNoWayBack{"DN1004", Exit::contradiction,
                                 "neither down.sql nor irreversible"};
inline constexpr Code kHollowScript{"DN1005", Exit::contradiction, "a script of comments alone"};

// DN11 the graph
inline constexpr Code kDuplicateId{"DN1100", Exit::contradiction, "two revisions with one id"};
inline constexpr Code kDuplicateLabel{"DN1101", Exit::contradiction, "a label used twice"};
inline constexpr Code kCycle{"DN1102", Exit::contradiction, "revisions in a circle"};
inline constexpr Code kUnknownDependency{"DN1103", Exit::contradiction, "unknown dependency"};
inline constexpr Code kUnknownParent{"DN1104", Exit::contradiction, "unknown parent"};
inline constexpr Code kRedundantEdge{"DN1105", Exit::contradiction, "a parent implied by another"};
inline constexpr Code kStaleHeads{"DN1106", Exit::contradiction,
                                  "HEADS differs from the revisions"};
inline constexpr Code kSeveralHeads{"DN1107", Exit::contradiction, "several heads"};
inline constexpr Code kGap{"DN1108", Exit::contradiction,
                           "a revision missing below an applied one"};
inline constexpr Code kReplaced{"DN1109", Exit::contradiction, "a replaced path is half applied"};

// DN12 targets
inline constexpr Code kUnknownTarget{"DN1200", Exit::contradiction, "no such revision"};
inline constexpr Code kAmbiguousTarget{"DN1201", Exit::contradiction,
                                       "a target that means several"};
inline constexpr Code kBadTarget{"DN1202", Exit::usage, "malformed target"};
inline constexpr Code kUnreachableTarget{"DN1203", Exit::contradiction,
                                         "a target that cannot be reached"};

// DN13 SQL text
inline constexpr Code kBadText{"DN1300", Exit::contradiction, "not plain UTF-8 text"};
inline constexpr Code kTransactionControl{"DN1301", Exit::contradiction,
                                          "transaction control in a revision"};
inline constexpr Code kPsqlCommand{"DN1302", Exit::contradiction, "a command of psql or sqlite3"};
inline constexpr Code kOpenText{"DN1303", Exit::contradiction,
                                "a string, comment or block that does not end"};
inline constexpr Code kCopyData{"DN1304", Exit::contradiction, "COPY data that does not end"};
inline constexpr Code kNeedsNoTransaction{"DN1305", Exit::contradiction,
                                          "a statement that cannot run in a transaction"};

// DN20 what the live database says to the revisions
inline constexpr Code kDrift{"DN2003", Exit::drift, "there, and different"};
inline constexpr Code kMissingObject{"DN2004", Exit::drift,
                                     "what a statement drops or renames is not there"};
inline constexpr Code kMixedState{"DN2005", Exit::drift,
                                  "parts of a revision are there that are no prefix of it"};
inline constexpr Code kDataUnknown{"DN2006", Exit::drift,
                                   "nobody can tell whether data statements ran"};
inline constexpr Code kIncomparable{"DN2007", Exit::drift, "there, and cannot be compared"};
inline constexpr Code kAlreadyThere{"DN2008", Exit::drift,
                                    "an empty ledger over a database that holds the revisions"};
inline constexpr Code kOtherPlan{"DN2010", Exit::drift, "not the plan that was kept"};
inline constexpr Code kWouldFail{"DN2011", Exit::drift,
                                 "what is there would make a statement fail"};
inline constexpr Code kForbidden{"DN2012", Exit::refused,
                                 "the role or the server cannot do what a statement says"};
inline constexpr Code kNotThere{"DN2009", Exit::unverified,
                                "what the ledger says is applied is not there"};

// DN30 connecting
inline constexpr Code kUnreachable{"DN3000", Exit::unreachable, "database unreachable"};
inline constexpr Code kConnectRefused{"DN3001", Exit::unreachable, "the server refuses us"};
inline constexpr Code kDatabaseMissing{"DN3002", Exit::unreachable, "no such database"};
inline constexpr Code kNotADatabase{"DN3003", Exit::unreachable, "not a database"};
inline constexpr Code kConnectionLost{"DN3004", Exit::retry, "connection lost"};
inline constexpr Code kStandby{"DN3005", Exit::refused, "a read-only standby"};
inline constexpr Code kUnsupportedServer{"DN3006", Exit::refused,
                                         "a server dunlin does not support"};
inline constexpr Code kWaitTimedOut{"DN3008", Exit::pending,
                                    "the database does not hold the target"};

// DN31 locks, DN32 running
inline constexpr Code kLockHeld{"DN3100", Exit::locked, "another runner holds the lock"};
inline constexpr Code kLockTimeout{"DN3101", Exit::retry, "a lock could not be had in time"};
inline constexpr Code kKeepsMoving{"DN3102", Exit::retry, "the database keeps changing"};
inline constexpr Code kRevisionFailed{"DN3200", Exit::failed, "a revision failed"};
inline constexpr Code kRevisionPartial{"DN3201", Exit::partial,
                                       "a revision stopped between its segments"};
inline constexpr Code kCommitInDoubt{"DN3202", Exit::in_doubt, "commit outcome unknown"};
inline constexpr Code kEndedTransaction{"DN3203", Exit::failed,
                                        "a statement ended the transaction"};
inline constexpr Code kVerifyFailed{"DN3204", Exit::failed, "verify.sql failed"};
inline constexpr Code kForeignKeys{"DN3205", Exit::failed, "rows without their parent"};
inline constexpr Code kServerError{"DN3206", Exit::failed, "the database reports an error"};

// DN40 the ledger
inline constexpr Code kLedgerUnreadable{"DN4000", Exit::refused, "the ledger may not be read"};
inline constexpr Code kLedgerUnwritable{"DN4001", Exit::refused, "the ledger may not be written"};
inline constexpr Code kLedgerNewer{"DN4002", Exit::refused, "the ledger is of a newer dunlin"};
inline constexpr Code kEdited{"DN4003", Exit::drift, "an applied revision was edited"};
inline constexpr Code kAhead{"DN4004", Exit::ahead, "the database is ahead of the files"};
inline constexpr Code kUnfinished{"DN4005", Exit::partial, "an unfinished revision"};
inline constexpr Code kNotApplied{"DN4006", Exit::contradiction, "not applied"};
inline constexpr Code kAlreadyApplied{"DN4007", Exit::contradiction, "applied already"};

// DN50 policy
inline constexpr Code kProtected{"DN5000", Exit::refused, "the environment is protected"};
inline constexpr Code kOtherClaim{"DN5001", Exit::refused,
                                  "the database says it is another environment"};
inline constexpr Code kIrreversible{"DN5002", Exit::refused, "a revision without a way back"};
inline constexpr Code kConfirmation{"DN5003", Exit::refused, "a confirmation is missing"};
inline constexpr Code kUnexpectedDatabase{"DN5004", Exit::refused,
                                          "not the database that was expected"};
inline constexpr Code kHookFailed{"DN5005", Exit::refused, "a hook refused"};
inline constexpr Code kHoldsPassword{"DN5006", Exit::refused,
                                     "a script that would show a password"};

}  // namespace code

/// Every code there is, by id.
std::span<const Code> all_codes();

}  // namespace dunlin
