// One transfer of either bound.
#ifndef TRANSFER_H
#define TRANSFER_H

#include "assignment.h"

#include <curl/curl.h>

enum { BIG_BODY = 100 << 20 };

struct transfer {
    CURL *easy;
    char *body;  // what was collected
    size_t length, capacity;
    size_t sent;
    double start;
    double *latency;
};

// A handle with every option that Duet sets as well: what the bound saves must not come from doing less.
void transfer_open(struct transfer *, const struct assignment *);
// The same for an operation that reads and drops another URL.
void transfer_open_stream(struct transfer *, const struct assignment *, CURLU *);
void transfer_restart(struct transfer *, double *latency);
// Notes how long it took. Anything but status 200 ends the program.
void transfer_finish(struct transfer *, CURLcode result);

#endif
