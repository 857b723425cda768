#pragma once
// The hall: zones, items, doors. Times of day are minutes after the doors open (0); before that they are negative.
#include <string>
#include <vector>

#include "queueing/law.h"

namespace hallbook::queueing {

/// After this item a share of the citizens draws another ticket (a transfer, the next leg).
struct NextLeg {
  int item = 0;              // index into Hall::items
  double probability = 0;    // of those who finished this item; the sum over an item's legs is at most 1
  double delay_min = 0;      // walking, forms, copies: from the end of handling to the next ticket
  friend bool operator==(const NextLeg&, const NextLeg&) = default;
};

struct Item {
  std::string id;
  int zone = 0;         // index into Hall::zones
  std::string family;   // windows may be slower for a family; "" = none
  Law handling;         // never `none`
  Law patience;         // how long a waiting citizen stays
  std::vector<NextLeg> legs;
  friend bool operator==(const Item&, const Item&) = default;
};

struct Hall {
  std::string id;
  std::string name;
  std::string opens_at = "09:00";  // clock time of minute 0, for labels only
  double close_min = 480;          // no ticket after this; windows serve out those who wait
  std::vector<std::string> zones;
  std::vector<Item> items;
  friend bool operator==(const Hall&, const Hall&) = default;
};

/// Clock label of a minute of the day: label(hall, 90) is "10:30".
std::string clock_label(const Hall& hall, double minute);

}  // namespace hallbook::queueing
