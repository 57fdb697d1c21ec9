#include "assignment.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

_Noreturn void give_up(const char *what) {
    fprintf(stderr, "curl-client: %s\n", what);
    exit(1);
}

static enum operation parse_operation(const char *name) {
    const char *names[] = {"get", "post", "stream", "upload"};
    for (int index = 0; index < 4; index++)
        if (strcmp(name, names[index]) == 0) return (enum operation)index;
    give_up("the operation is get, post, stream or upload");
}

struct assignment parse_assignment(int argc, char **argv) {
    if (argc > 3 && strcmp(argv[1], "streams") == 0) {
        struct assignment assignment = parse_assignment(argc - 3, argv + 3);
        assignment.streams = strtoul(argv[2], NULL, 10);
        assignment.streams_url = argv[3];
        return assignment;
    }
    if (argc < 7) give_up("STYLE OPERATION COUNT BATCH LIMIT URL [AUTHORITIES]");
    return (struct assignment){
        .style = argv[1],
        .operation = parse_operation(argv[2]),
        .count = strtoul(argv[3], NULL, 10),
        .batch = strtoul(argv[4], NULL, 10),
        .limit = strtoul(argv[5], NULL, 10),
        .url = argv[6],
        .authorities = argc > 7 ? argv[7] : NULL,
    };
}

double now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec * 1e-9;
}

static double cpu_seconds(const struct rusage *usage) {
    return (double)(usage->ru_utime.tv_sec + usage->ru_stime.tv_sec) +
           (double)(usage->ru_utime.tv_usec + usage->ru_stime.tv_usec) * 1e-6;
}

// In bytes. The figure of getrusage is at least that of the process that started this one.
static long peak_memory(void) {
    FILE *status = fopen("/proc/self/status", "r");
    if (!status) give_up("no /proc");
    char line[128];
    long kibibytes = 0;
    while (fgets(line, sizeof line, status) && sscanf(line, "VmHWM: %ld", &kibibytes) != 1) continue;
    fclose(status);
    return kibibytes << 10;
}

static int by_size(const void *left, const void *right) {
    double difference = *(const double *)left - *(const double *)right;
    return (difference > 0) - (difference < 0);
}

int measure(const struct assignment *assignment, run_function *run) {
    size_t count = assignment->count, batch = assignment->batch;
    double *latencies = calloc(count + batch, sizeof *latencies);
    if (!latencies) give_up("no memory");
    run(assignment, 0, latencies);  // makes what there is to be beforehand
    double first = now();
    run(assignment, batch, latencies);  // opens the connections
    first = now() - first;

    struct rusage before, after;
    getrusage(RUSAGE_SELF, &before);
    double start = now();
    run(assignment, count, latencies);
    double seconds = now() - start;
    getrusage(RUSAGE_SELF, &after);

    qsort(latencies, count, sizeof *latencies, by_size);
    printf(
        "{\"requests\": %zu, \"seconds\": %.9f, \"cpu\": %.6f, \"peak\": %ld, \"p50\": %.9f, \"p99\": %.9f, "
        "\"first\": %.9f}\n",
        count, seconds, cpu_seconds(&after) - cpu_seconds(&before), peak_memory(), latencies[count / 2],
        latencies[count * 99 / 100], first);
    return 0;
}
