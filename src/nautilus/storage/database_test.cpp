// SPDX-License-Identifier: MIT
// The contract of Database in executable form: every backend passes it.
#include "nautilus/storage/database.hpp"

#include <array>
#include <csignal>
#include <functional>
#include <thread>

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include "nautilus/storage/sqlite/open.hpp"
#include "nautilus/storage/table.hpp"
#include "nautilus/storage/temporary_folder.hpp"

namespace nautilus::storage {
namespace {

constexpr std::array kNoteColumns{
    Column{"name", ColumnType::text},
    Column{"count", ColumnType::integer, false, "count >= 0"},
    Column{"weight", ColumnType::real, true},
};
constexpr Table kNotes{.name = "notes", .columns = kNoteColumns, .primary_key = "name"};

constexpr std::array kEventColumns{
    Column{"id", ColumnType::integer},
    Column{"at", ColumnType::timestamp},
    Column{"details", ColumnType::json},
    Column{"remark", ColumnType::json, true},
};
constexpr std::array<std::string_view, 1> kEventIndexes{"at"};
constexpr std::array<std::string_view, 1> kEventUnique{"at, details"};
constexpr Table kEvents{.name = "events",
                        .columns = kEventColumns,
                        .primary_key = "id",
                        .indexes = kEventIndexes,
                        .unique = kEventUnique,
                        .append_only = true};
constexpr std::array<const Table*, 2> kTables{&kNotes, &kEvents};

struct Backend {
  std::string name;
  std::function<Result<std::unique_ptr<Database>>(const TemporaryFolder&)> open;
};

std::vector<Backend> backends() {
  return {{"sqlite", [](const TemporaryFolder& folder) {
             return sqlite::open(folder.file("test.sqlite"),
                                 {.wait = std::chrono::milliseconds(20)});
           }}};
}

class DatabaseContract : public testing::TestWithParam<Backend> {
 protected:
  void SetUp() override {
    database_ = *GetParam().open(folder_);
    const auto migrated = migrate(*database_, kTables);
    ASSERT_TRUE(migrated) << migrated.error().message;
  }

  static Result<void> insert(Transaction& transaction, std::string_view name, std::int64_t count) {
    NAUTILUS_TRY(const auto statement,
                 transaction.prepare("INSERT INTO notes (name, count) VALUES (?, ?)"));
    statement->bind(1, name);
    statement->bind(2, count);
    NAUTILUS_CHECK(statement->step());
    return {};
  }

  static std::int64_t notes(Transaction& transaction) {
    const auto statement = *transaction.prepare("SELECT count(*) FROM notes");
    return *statement->step() ? statement->integer(0) : -1;
  }

  std::int64_t notes() { return notes(**database_->read()); }

  void commit_note(std::string_view name) {
    const auto transaction = *database_->write();
    ASSERT_TRUE(insert(*transaction, name, 1));
    ASSERT_TRUE(transaction->commit());
  }

  Result<void> run(std::string_view sql) {
    NAUTILUS_TRY(const auto transaction, database_->write());
    NAUTILUS_CHECK(transaction->execute(sql));
    return transaction->commit();
  }

  TemporaryFolder folder_;
  std::unique_ptr<Database> database_;
};

TEST_P(DatabaseContract, TakesJsonAndWhereNullableNothing) {
  const auto insert = [&](std::string_view remark) {
    return run(fmt::format("INSERT INTO events (at, details, remark) VALUES ({}, '{{}}', {})",
                           remark.size(), remark));
  };
  EXPECT_TRUE(insert("NULL"));
  EXPECT_TRUE(insert("'[1]'"));
  EXPECT_FALSE(insert("'no json'"));
  EXPECT_FALSE(run("INSERT INTO events (at, details) VALUES (9, NULL)"));
}

TEST_P(DatabaseContract, ReadsBackWhatWasBound) {
  const auto transaction = *database_->write();
  {
    const auto statement = *transaction->prepare("INSERT INTO notes VALUES (?, ?, ?)");
    statement->bind(1, std::string_view("caf\xc3\xa9"));
    statement->bind(2, std::int64_t{1} << 62);
    statement->bind(3, 0.1);
    EXPECT_FALSE(*statement->step());
    EXPECT_EQ(statement->changes(), 1);
    statement->reset();
    statement->bind(1, std::string_view());
    statement->bind(2, std::int64_t{0});
    statement->bind_null(3);
    EXPECT_FALSE(*statement->step());
  }
  const auto select = *transaction->prepare("SELECT name, count, weight FROM notes ORDER BY name");
  ASSERT_TRUE(*select->step());
  EXPECT_EQ(select->text(0), "");
  EXPECT_TRUE(select->is_null(2));
  ASSERT_TRUE(*select->step());
  EXPECT_EQ(select->text(0), "caf\xc3\xa9");
  EXPECT_EQ(select->integer(1), std::int64_t{1} << 62);
  EXPECT_EQ(select->real(2), 0.1);
  EXPECT_FALSE(*select->step());
}

TEST_P(DatabaseContract, LeavesNoTraceWithoutCommit) {
  ASSERT_TRUE(insert(**database_->write(), "a", 1));
  EXPECT_EQ(notes(), 0);
  commit_note("a");
  EXPECT_EQ(notes(), 1);
}

TEST_P(DatabaseContract, RefusesWorkAfterCommit) {
  const auto transaction = *database_->write();
  ASSERT_TRUE(transaction->commit());
  EXPECT_EQ(transaction->prepare("SELECT 1").error().code, ErrorCode::internal);
}

TEST_P(DatabaseContract, ShowsAReaderTheMomentItBegan) {
  const auto before = *database_->read();
  commit_note("a");
  EXPECT_EQ(notes(*before), 0);
  EXPECT_EQ(notes(), 1);
}

TEST_P(DatabaseContract, LetsReadersReadBesideAWriter) {
  const auto writer = *database_->write();
  ASSERT_TRUE(insert(*writer, "a", 1));
  EXPECT_EQ(notes(), 0);
}

TEST_P(DatabaseContract, AllowsOneWriterAtATime) {
  auto first = *database_->write();
  EXPECT_EQ(database_->write().error().code, ErrorCode::unavailable);
  first.reset();
  EXPECT_TRUE(database_->write());
}

TEST_P(DatabaseContract, RefusesASecondWriterFromElsewhere) {
  const auto elsewhere = *GetParam().open(folder_);
  const auto first = *database_->write();
  EXPECT_EQ(elsewhere->write().error().code, ErrorCode::unavailable);
}

TEST_P(DatabaseContract, CountsCommitsOfItsOwnAndOfOthers) {
  const auto elsewhere = *GetParam().open(folder_);
  const auto start = *database_->version();
  EXPECT_EQ(*database_->version(), start);
  commit_note("a");
  const auto after_own = *database_->version();
  EXPECT_NE(after_own, start);
  const auto transaction = *elsewhere->write();
  ASSERT_TRUE(insert(*transaction, "b", 1));
  EXPECT_EQ(*database_->version(), after_own);
  ASSERT_TRUE(transaction->commit());
  EXPECT_NE(*database_->version(), after_own);
}

TEST_P(DatabaseContract, SaysWhatIsWrongWithARow) {
  commit_note("a");
  const auto transaction = *database_->write();
  EXPECT_EQ(insert(*transaction, "a", 1).error().code, ErrorCode::conflict);
  EXPECT_EQ(insert(*transaction, "b", -1).error().code, ErrorCode::invalid_argument);
}

TEST_P(DatabaseContract, RefusesToChangeAppendOnlyRows) {
  ASSERT_TRUE(run("INSERT INTO events (at, details) VALUES (1, '{}')"));
  EXPECT_EQ(run("UPDATE events SET at = 2").error().code, ErrorCode::conflict);
  EXPECT_EQ(run("DELETE FROM events").error().code, ErrorCode::conflict);
  EXPECT_FALSE(run("INSERT OR REPLACE INTO events (id, at, details) VALUES (1, 2, '{}')"));
  const auto reader = *database_->read();
  const auto select = *reader->prepare("SELECT id, at FROM events");
  ASSERT_TRUE(*select->step());
  EXPECT_EQ(select->integer(0), 1);
  EXPECT_EQ(select->integer(1), 1);
}

TEST_P(DatabaseContract, KeepsUniqueColumnsUniqueAndJsonJson) {
  ASSERT_TRUE(run("INSERT INTO events (at, details) VALUES (1, '{}')"));
  EXPECT_EQ(run("INSERT INTO events (at, details) VALUES (1, '{}')").error().code,
            ErrorCode::conflict);
  EXPECT_EQ(run("INSERT INTO events (at, details) VALUES (2, '{')").error().code,
            ErrorCode::invalid_argument);
}

TEST_P(DatabaseContract, MigratesAnyNumberOfTimes) {
  commit_note("a");
  EXPECT_TRUE(migrate(*database_, kTables));
  EXPECT_EQ(notes(), 1);
}

TEST_P(DatabaseContract, BringsAnOlderFileUpToDateOnce) {
  // The file has `notes` as it was and never had `memos`, which is created as it is now.
  constexpr std::array<TableChange, 2> note_changes{
      {{.version = 1, .shape = "DROP TABLE notes"},
       {.version = 2,
        .shape = "ALTER TABLE notes ADD COLUMN colour TEXT NOT NULL DEFAULT 'white'",
        .data = "INSERT INTO memos SELECT name, colour FROM notes"}}};
  constexpr std::array<TableChange, 1> memo_changes{{{.version = 2, .shape = "no SQL at all"}}};
  constexpr std::array memo_columns{Column{"name", ColumnType::text},
                                    Column{"colour", ColumnType::text}};
  auto notes_now = kNotes;
  notes_now.changes = note_changes;
  const Table memos{
      .name = "memos", .columns = memo_columns, .primary_key = "name", .changes = memo_changes};
  const std::array<const Table*, 2> tables{&notes_now, &memos};
  commit_note("a");
  ASSERT_TRUE(
      run("DROP TABLE schema_version; CREATE TABLE schema_version (version INTEGER); "
          "INSERT INTO schema_version VALUES (1)"));
  EXPECT_NE(check_version(*database_).error().message.find("start the server once"),
            std::string::npos);

  for (int times = 0; times < 2; ++times) {
    const auto migrated = migrate(*database_, tables);
    ASSERT_TRUE(migrated) << migrated.error().message;
    EXPECT_TRUE(check_version(*database_));
    const auto reader = *database_->read();
    const auto select = *reader->prepare("SELECT name, colour FROM memos");
    ASSERT_TRUE(*select->step());
    EXPECT_EQ(select->text(0), "a");
    EXPECT_EQ(select->text(1), "white");
    EXPECT_FALSE(*select->step());
  }
}

TEST_P(DatabaseContract, RefusesAFileOfANewerBuild) {
  ASSERT_TRUE(run("INSERT INTO schema_version VALUES (7)"));
  const auto refused = migrate(*database_, kTables);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::conflict);
  EXPECT_NE(refused.error().message.find(
                fmt::format("of version 7, this build knows {}", kSchemaVersion)),
            std::string::npos);
  EXPECT_EQ(check_version(*database_).error().message, refused.error().message);
}

TEST_P(DatabaseContract, VerifiesAndBacksUpASoundDatabase) {
  commit_note("a");
  EXPECT_TRUE(database_->verify());
  const TemporaryFolder copy;
  const auto path = copy.file("test.sqlite");
  const auto writer = *database_->write();
  ASSERT_TRUE(insert(*writer, "b", 1));
  ASSERT_TRUE(database_->back_up(path));
  EXPECT_EQ(notes(**(*GetParam().open(copy))->read()), 1);
  EXPECT_EQ(database_->back_up(path).error().code, ErrorCode::conflict);
}

TEST_P(DatabaseContract, KeepsTheLastCommitWhenAWriterIsKilled) {
  database_.reset();
  std::array<int, 2> ready{};
  ASSERT_EQ(::pipe(ready.data()), 0);
  const auto child = ::fork();
  if (child == 0) {
    database_ = *GetParam().open(folder_);
    commit_note("committed");
    const auto transaction = *database_->write();
    static_cast<void>(insert(*transaction, "lost", 1));
    static_cast<void>(::write(ready[1], "x", 1));
    for (;;) ::pause();
  }
  char byte = 0;
  ASSERT_EQ(::read(ready[0], &byte, 1), 1);
  ::kill(child, SIGKILL);
  ::waitpid(child, nullptr, 0);
  database_ = *GetParam().open(folder_);
  EXPECT_EQ(notes(), 1);
  EXPECT_TRUE(database_->verify());
}

TEST_P(DatabaseContract, ServesManyThreads) {
  constexpr int rounds = 20;
  database_ = *sqlite::open(folder_.file("threads.sqlite"));
  ASSERT_TRUE(migrate(*database_, kTables));
  {
    std::vector<std::jthread> threads;
    for (int thread = 0; thread < 3; ++thread) {
      threads.emplace_back([&, thread] {
        for (int i = 0; i < rounds; ++i) commit_note(std::to_string(thread * rounds + i));
      });
      threads.emplace_back([&] {
        for (std::int64_t seen = 0; seen < 3 * rounds;) {
          const auto now = notes();
          EXPECT_GE(now, seen);
          seen = now;
        }
      });
    }
  }
  EXPECT_EQ(notes(), 3 * rounds);
}

INSTANTIATE_TEST_SUITE_P(All, DatabaseContract, testing::ValuesIn(backends()),
                         [](const auto& instance) { return instance.param.name; });

}  // namespace
}  // namespace nautilus::storage
