#include "transfer.h"

// One handle, one request after another.
void run_easy(const struct assignment *assignment, size_t count, double *latencies) {
    static struct transfer transfer;
    if (!transfer.easy) transfer_open(&transfer, assignment);
    for (size_t index = 0; index < count; index++) {
        transfer_restart(&transfer, &latencies[index]);
        transfer_finish(&transfer, curl_easy_perform(transfer.easy));
    }
}
