#include "service/service_api.h"

namespace hallbook::service {
namespace {

using http::Method;
using identity::Permission;
using identity::Route;

const Route service_rows[] = {
    {Method::get,
     "/service/checklist",
     Permission::service_read,
     get_checklist,
     {"巡检清单和今天的轮次", "the checklist and today's rounds"},
     "",
     "Checklist"},
    {Method::get,
     "/service/rounds",
     Permission::service_read,
     get_rounds,
     {"巡检列表，含没有做的", "rounds, and those that nobody did"},
     "",
     "RoundList",
     "after limit"},
    {Method::post,
     "/service/rounds",
     Permission::service_round,
     post_round,
     {"送出一轮巡检", "send a round"},
     "NewRound",
     "Round"},
    {Method::get,
     "/service/rounds/{number}",
     Permission::service_read,
     get_round,
     {"一轮巡检", "one round"},
     "",
     "Round"},
    {Method::get,
     "/service/matters",
     Permission::service_read,
     get_matters,
     {"问题列表", "matters by whose turn it is"},
     "",
     "MatterList",
     "tab after limit"},
    {Method::get,
     "/service/matters/{number}",
     Permission::service_read,
     get_matter,
     {"一个问题和它的经过", "one matter with its steps"},
     "",
     "Matter"},
    // Fixing is the clerk's and the section's, the other steps the section's and the director's: two permissions.
    {Method::post,
     "/service/matters/{number}/fix",
     Permission::service_fix,
     post_matter_fix,
     {"报整改完成", "say that a matter is fixed"},
     "MatterFix",
     "Matter"},
    {Method::post,
     "/service/matters/{number}/steps",
     Permission::service_verify,
     post_matter_step,
     {"交办、复核、销号、退回、重开", "assign, verify, close, return, reopen"},
     "NewMatterStep",
     "Matter"},
};

}  // namespace

std::span<const Route> service_routes() { return service_rows; }

}  // namespace hallbook::service
