// SPDX-License-Identifier: MIT
#include "nautilus/storage/sqlite/open.hpp"

#include <fstream>

#include <gtest/gtest.h>

#include "nautilus/storage/temporary_folder.hpp"

namespace nautilus::storage::sqlite {
namespace {

Result<void> run(Database& database, std::string_view sql) {
  NAUTILUS_TRY(const auto transaction, database.write());
  NAUTILUS_CHECK(transaction->execute(sql));
  return transaction->commit();
}

void overwrite(const std::string& path, std::streamoff at, std::size_t size) {
  std::fstream file(path, std::ios::in | std::ios::out | std::ios::binary);
  file.seekp(at);
  file << std::string(size, '\x5a');
}

TEST(SqliteOpen, ReadsBesideAServerWithoutWriting) {
  const TemporaryFolder folder;
  const auto server = *open(folder.file("a.sqlite"));
  ASSERT_TRUE(run(*server, "CREATE TABLE t (x); INSERT INTO t VALUES (7)"));
  const auto beside = *open(folder.file("a.sqlite"), {.read_only = true});
  const auto reader = *beside->read();
  const auto select = *reader->prepare("SELECT x FROM t");
  ASSERT_TRUE(*select->step());
  EXPECT_EQ(select->integer(0), 7);
  EXPECT_EQ(beside->write().error().code, ErrorCode::unavailable);
}

TEST(SqliteOpen, CreatesNothingWhenReadingOnly) {
  const TemporaryFolder folder;
  const auto path = folder.file("none.sqlite");
  EXPECT_EQ(open(path, {.read_only = true}).error().code, ErrorCode::not_found);
  EXPECT_FALSE(std::filesystem::exists(path));
}

TEST(SqliteOpen, RefusesAFileThatIsNoDatabase) {
  const TemporaryFolder folder;
  std::ofstream(folder.file("text")) << std::string(10'000, 'x');
  EXPECT_EQ(open(folder.file("text")).error().code, ErrorCode::data_loss);
}

TEST(SqliteOpen, NamesAPathThatCannotBeOpened) {
  const auto failed = open("/nowhere/at/all.sqlite");
  ASSERT_FALSE(failed);
  EXPECT_EQ(failed.error().code, ErrorCode::unavailable);
  EXPECT_NE(failed.error().message.find("/nowhere/at/all.sqlite"), std::string::npos);
}

TEST(SqliteOpen, FindsATornPage) {
  const TemporaryFolder folder;
  const auto path = folder.file("torn.sqlite");
  {
    const auto database = *open(path);
    ASSERT_TRUE(run(*database,
                    "CREATE TABLE t (x); WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 "
                    "FROM n WHERE i < 9999) INSERT INTO t SELECT i FROM n"));
    ASSERT_TRUE(database->verify());
  }
  overwrite(path, 3 * 4096, 4096);
  const auto checked = (*open(path))->verify();
  ASSERT_FALSE(checked);
  EXPECT_EQ(checked.error().code, ErrorCode::data_loss);
}

TEST(SqliteOpen, KeepsBackupsToTheirOwner) {
  const TemporaryFolder folder;
  const auto database = *open(folder.file("a.sqlite"));
  ASSERT_TRUE(database->back_up(folder.file("copy.sqlite")));
  EXPECT_EQ(std::filesystem::status(folder.file("copy.sqlite")).permissions(),
            std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
}

TEST(SqliteOpen, ReportsAStatementThatIsBoundWrongly) {
  const TemporaryFolder folder;
  const auto database = *open(folder.file("a.sqlite"));
  const auto reader = *database->read();
  const auto statement = *reader->prepare("SELECT ?");
  statement->bind(2, 1.0);
  EXPECT_EQ(statement->step().error().code, ErrorCode::internal);
}

}  // namespace
}  // namespace nautilus::storage::sqlite
