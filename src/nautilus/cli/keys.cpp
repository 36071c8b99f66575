// SPDX-License-Identifier: MIT
#include <chrono>
#include <ostream>

#include <fmt/format.h>

#include "nautilus/cli/commands.hpp"
#include "nautilus/cli/session.hpp"
#include "nautilus/cli/table.hpp"

namespace nautilus::cli {
namespace {

struct KeyOptions {
  std::optional<std::string> name;
  security::Role role = security::Role::reader;
  std::optional<Timestamp> expires_at;
  double overlap_hours = 24;

  static constexpr auto fields() {
    using O = KeyOptions;
    return std::tuple{
        field("name", &O::name, "create: who or what holds the key", sized(1, 128)),
        field("role", &O::role, "create: reader, trader, risk or admin"),
        field("expires_at", &O::expires_at, "create: time from which on it is refused"),
        field("overlap_hours", &O::overlap_hours, "rotate: how long the old key still works",
              between(0, 8760)),
    };
  }
};

/// A key just made: the only time its text is shown.
struct MadeKey {
  std::string id;
  std::string name;
  security::Role role = security::Role::reader;
  std::string key;

  static constexpr auto fields() {
    using K = MadeKey;
    return std::tuple{
        field("id", &K::id, "Names the key; no secret"),
        field("name", &K::name, "Holder"),
        field("role", &K::role, "What the holder may do"),
        field("key", &K::key, "The key itself, shown this once"),
    };
  }
};

struct KeyList {
  std::vector<security::KeyRecord> keys;

  static constexpr auto fields() {
    return std::tuple{field("keys", &KeyList::keys, "All keys, oldest first")};
  }
};

void show_made(const Context& context, const Arguments& arguments, const security::NewKey& made) {
  const auto& record = made.record;
  const MadeKey shown{record.id, record.name, record.role, std::string(made.text.reveal())};
  if (arguments.json) {
    context.out << json::write(shown) << '\n';
    return;
  }
  context.out << shown.key << '\n';
  context.err << fmt::format(
      "key {} for {} as {}; it is shown this once. Send it as `Authorization: Bearer KEY`.\n",
      record.id, record.name, to_word(record.role));
}

Result<void> create(const Context& context, const Arguments& arguments, const KeyOptions& options) {
  if (!options.name) return field_error({"name"}, "is required: --name DESK", "missing");
  NAUTILUS_TRY(const auto session, Session::open(context, platform::Access::shared));
  NAUTILUS_TRY(const auto made, session->engine().keys().create(Session::actor(), *options.name,
                                                                options.role, options.expires_at));
  show_made(context, arguments, made);
  return {};
}

Result<void> rotate(const Context& context, const Arguments& arguments, const KeyOptions& options,
                    const std::string& id) {
  const auto overlap = std::chrono::duration_cast<std::chrono::nanoseconds>(
      std::chrono::duration<double, std::ratio<3600>>(options.overlap_hours));
  NAUTILUS_TRY(const auto session, Session::open(context, platform::Access::shared));
  NAUTILUS_TRY(const auto made, session->engine().keys().rotate(Session::actor(), id, overlap));
  show_made(context, arguments, made);
  return {};
}

Result<void> revoke(const Context& context, const Arguments& arguments, const std::string& id) {
  NAUTILUS_TRY(const auto session, Session::open(context, platform::Access::shared));
  NAUTILUS_TRY(const auto record, session->engine().keys().revoke(Session::actor(), id));
  if (arguments.json) {
    context.out << json::write(record) << '\n';
  } else {
    context.out << "revoked " << record.id << " of " << record.name << '\n';
  }
  return {};
}

Result<void> list(const Context& context, const Arguments& arguments) {
  NAUTILUS_TRY(const auto session, Session::open(context, platform::Access::reader));
  KeyList answer;
  NAUTILUS_TRY(answer.keys, session->engine().keys().list());
  if (arguments.json) {
    context.out << json::write(answer) << '\n';
    return {};
  }
  Table table({"id", "name", "role", "created", "expires", "revoked"});
  const auto or_dash = [](std::optional<Timestamp> at) {
    return at ? format_timestamp(*at) : std::string("-");
  };
  for (const auto& key : answer.keys) {
    table.add({key.id, key.name, std::string(to_word(key.role)), format_timestamp(key.created_at),
               or_dash(key.expires_at), or_dash(key.revoked_at)});
  }
  table.print(context.out);
  return {};
}

Result<void> keys(const Context& context, const Arguments& arguments) {
  NAUTILUS_TRY(const auto options, read_options<KeyOptions>(arguments));
  const auto& words = arguments.positionals;
  const std::string part = words.empty() ? "list" : words.front();
  if (part == "list" && words.size() <= 1) return list(context, arguments);
  if (part == "create" && words.size() == 1) return create(context, arguments, options);
  if (part == "rotate" && words.size() == 2) return rotate(context, arguments, options, words[1]);
  if (part == "revoke" && words.size() == 2) return revoke(context, arguments, words[1]);
  return field_error({"keys"}, "there are list, create --name DESK, rotate ID and revoke ID",
                     "not_allowed");
}

}  // namespace

Command keys_command() {
  Command command;
  command.name = "keys";
  command.summary = "Make, list, rotate and revoke API keys";
  command.help =
      "While there is no key, a server on loopback asks for none. Once one exists, every request\n"
      "needs one. A running server takes a change over within a second.\n\n"
      "  nautilus-ml keys create --name risk-desk --role risk\n"
      "  nautilus-ml keys list\n"
      "  nautilus-ml keys rotate ID --overlap-hours 24\n"
      "  nautilus-ml keys revoke ID";
  command.options = options_of<KeyOptions>();
  command.positional = "PART";
  command.positional_help = "list, create, rotate ID or revoke ID";
  command.settings = {"data_dir", "database_url"};
  command.run = keys;
  return command;
}

}  // namespace nautilus::cli
