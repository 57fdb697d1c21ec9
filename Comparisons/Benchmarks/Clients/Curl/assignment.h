// What a client is asked to do, and what it reports. The Swift twin is Clients/Measurement, the Python one
// bench/python_client.py.
#ifndef ASSIGNMENT_H
#define ASSIGNMENT_H

#include <stddef.h>

enum operation { GET, POST, STREAM, UPLOAD };

// [streams NUMBER URL] STYLE OPERATION COUNT BATCH LIMIT URL [AUTHORITIES]
struct assignment {
    const char *style;
    enum operation operation;
    size_t count;  // operations in all
    size_t batch;  // operations that are started together
    size_t limit;  // operations at a time
    const char *url;
    const char *authorities;  // a PEM file; NULL for none
    size_t streams;           // responses that are open beside those operations
    const char *streams_url;
};

struct assignment parse_assignment(int argc, char **argv);

// Does `count` operations in batches; sets the seconds that each took.
typedef void run_function(const struct assignment *, size_t count, double *latencies);
run_function run_easy;
run_function run_multi;

// Warms up, measures, prints a line of JSON.
int measure(const struct assignment *, run_function *);

double now(void);
_Noreturn void give_up(const char *what);

#endif
