#include "transfer.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/epoll.h>

static CURLM *multi;
static int poller = -1;
static long timeout = -1;

static int watch(CURL *easy, curl_socket_t socket, int what, void *context, void *known) {
    (void)easy, (void)context;
    struct epoll_event event = {.data.fd = socket};
    if (what & CURL_POLL_IN) event.events |= EPOLLIN;
    if (what & CURL_POLL_OUT) event.events |= EPOLLOUT;
    if (what == CURL_POLL_REMOVE) {
        epoll_ctl(poller, EPOLL_CTL_DEL, socket, NULL);
        curl_multi_assign(multi, socket, NULL);
    } else {
        epoll_ctl(poller, known ? EPOLL_CTL_MOD : EPOLL_CTL_ADD, socket, &event);
        curl_multi_assign(multi, socket, &poller);
    }
    return 0;
}

static int set_timeout(CURLM *owner, long milliseconds, void *context) {
    (void)owner, (void)context;
    timeout = milliseconds;
    return 0;
}

static void open_multi(long connections) {
    multi = curl_multi_init();
    poller = epoll_create1(EPOLL_CLOEXEC);
    curl_multi_setopt(multi, CURLMOPT_SOCKETFUNCTION, watch);
    curl_multi_setopt(multi, CURLMOPT_TIMERFUNCTION, set_timeout);
    curl_multi_setopt(multi, CURLMOPT_MAXCONNECTS, connections);
    curl_multi_setopt(multi, CURLMOPT_MAX_CONCURRENT_STREAMS, 200L);
}

// Waits for sockets or the timer, and lets libcurl act.
static void turn(void) {
    struct epoll_event events[64];
    int running, ready = epoll_wait(poller, events, 64, (int)timeout);
    for (int index = 0; index < ready; index++) {
        int action = (events[index].events & (EPOLLIN | EPOLLHUP | EPOLLERR) ? CURL_CSELECT_IN : 0) |
                     (events[index].events & EPOLLOUT ? CURL_CSELECT_OUT : 0);
        curl_multi_socket_action(multi, events[index].data.fd, action, &running);
    }
    if (timeout == 0 || ready == 0) {
        timeout = -1;
        curl_multi_socket_action(multi, CURL_SOCKET_TIMEOUT, 0, &running);
    }
}

// Opens responses that do not end, and waits until all have begun.
static void open_streams(const struct assignment *assignment) {
    double began = now();
    CURLU *url = curl_url();
    if (curl_url_set(url, CURLUPART_URL, assignment->streams_url, 0)) give_up("no URL");
    struct transfer *streams = calloc(assignment->streams, sizeof *streams);
    if (!streams) give_up("no memory");
    for (size_t index = 0; index < assignment->streams; index++) {
        transfer_open_stream(&streams[index], assignment, url);
        curl_multi_add_handle(multi, streams[index].easy);
    }
    for (size_t begun = 0; begun < assignment->streams;) {
        turn();
        while (begun < assignment->streams && streams[begun].length > 0) begun++;
    }
    printf("{\"setup\": %.9f}\n", now() - began);
}

static void start(struct transfer *transfer, double *latency) {
    transfer_restart(transfer, latency);
    curl_multi_add_handle(multi, transfer->easy);
}

// `count` transfers, at most `limit` at a time; a handle that is done takes the next one.
static void run_batch(struct transfer *transfers, size_t limit, size_t count, double *latencies) {
    size_t started = 0, finished = 0;
    while (started < count && started < limit) {
        start(&transfers[started], &latencies[started]);
        started++;
    }
    while (finished < count) {
        turn();
        CURLMsg *message;
        int left;
        while ((message = curl_multi_info_read(multi, &left))) {
            struct transfer *transfer;
            curl_easy_getinfo(message->easy_handle, CURLINFO_PRIVATE, (char **)&transfer);
            CURLcode result = message->data.result;
            curl_multi_remove_handle(multi, transfer->easy);
            transfer_finish(transfer, result);
            finished++;
            if (started < count) {
                start(transfer, &latencies[started]);
                started++;
            }
        }
    }
}

// One multi handle with an event loop of its own.
void run_multi(const struct assignment *assignment, size_t count, double *latencies) {
    static struct transfer *transfers;
    if (!transfers) {
        size_t most = assignment->limit + assignment->streams;
        open_multi(most > 1000 ? (long)most : 1000);
        if (assignment->streams) open_streams(assignment);
        transfers = calloc(assignment->limit, sizeof *transfers);
        if (!transfers) give_up("no memory");
        for (size_t index = 0; index < assignment->limit; index++) transfer_open(&transfers[index], assignment);
    }
    for (size_t done = 0; done < count; done += assignment->batch) {
        size_t size = count - done < assignment->batch ? count - done : assignment->batch;
        run_batch(transfers, assignment->limit, size, latencies + done);
    }
}
