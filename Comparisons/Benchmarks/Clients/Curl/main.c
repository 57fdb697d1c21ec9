#include "assignment.h"

#include <curl/curl.h>
#include <string.h>

// The bound: what C can do with the library that Duet stands on.
int main(int argc, char **argv) {
    struct assignment assignment = parse_assignment(argc, argv);
    curl_global_init(CURL_GLOBAL_DEFAULT);
    if (strcmp(assignment.style, "easy") == 0) return measure(&assignment, run_easy);
    if (strcmp(assignment.style, "multi") == 0) return measure(&assignment, run_multi);
    give_up("the style is easy or multi");
}
