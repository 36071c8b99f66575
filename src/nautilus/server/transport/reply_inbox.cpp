// SPDX-License-Identifier: MIT
#include "nautilus/server/transport/reply_inbox.hpp"

#include <utility>

#include <sys/eventfd.h>

namespace nautilus::server {

ReplyInbox::ReplyInbox() : wakeup_(::eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC)) {}

void ReplyInbox::post(LateReply reply) {
  bool was_empty = false;
  {
    const std::scoped_lock lock(mutex_);
    was_empty = replies_.empty();
    replies_.push_back(std::move(reply));
  }
  if (was_empty) wake();
}

void ReplyInbox::wake() { ::eventfd_write(wakeup_.get(), 1); }

std::vector<LateReply> ReplyInbox::collect() {
  eventfd_t count = 0;
  ::eventfd_read(wakeup_.get(), &count);
  const std::scoped_lock lock(mutex_);
  return std::exchange(replies_, {});
}

ReplyTicket::ReplyTicket(std::shared_ptr<ReplyInbox> inbox, std::uint64_t connection,
                         BodyShare body)
    : inbox_(std::move(inbox)), connection_(connection), body_(std::move(body)) {}

ReplyTicket::~ReplyTicket() {
  if (revoke()) inbox_->post({connection_, std::nullopt});
}

void ReplyTicket::answer(HttpResponse response) {
  if (!revoke()) return;
  if (std::this_thread::get_id() == owner_ && is_serving_) {
    response_ = std::move(response);
  } else {
    inbox_->post({connection_, std::move(response)});
  }
}

std::optional<HttpResponse> ReplyTicket::end_of_serve() {
  is_serving_ = false;
  return std::exchange(response_, std::nullopt);
}

}  // namespace nautilus::server
