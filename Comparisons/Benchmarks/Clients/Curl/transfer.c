#include "transfer.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { RECEIVE_BUFFER = 512 << 10 };

static size_t collect(char *bytes, size_t size, size_t count, void *context) {
    struct transfer *transfer = context;
    size_t added = size * count;
    if (transfer->length + added > transfer->capacity) {
        curl_off_t announced = 0;
        curl_easy_getinfo(transfer->easy, CURLINFO_CONTENT_LENGTH_DOWNLOAD_T, &announced);
        transfer->capacity = transfer->length + added;
        if (announced > (curl_off_t)transfer->capacity) transfer->capacity = (size_t)announced;
        transfer->body = realloc(transfer->body, transfer->capacity);
        if (!transfer->body) give_up("no memory");
    }
    memcpy(transfer->body + transfer->length, bytes, added);
    transfer->length += added;
    return added;
}

static size_t count_only(char *bytes, size_t size, size_t count, void *context) {
    (void)bytes;
    ((struct transfer *)context)->length += size * count;
    return size * count;
}

static size_t ignore_field(char *bytes, size_t size, size_t count, void *context) {
    (void)bytes, (void)context;
    return size * count;
}

static const char *big_body(void) {
    static char *bytes;
    if (bytes) return bytes;
    if (!(bytes = malloc(BIG_BODY))) give_up("no memory");
    // Memory that nobody wrote to is one page of zeros, which every cache holds.
    memset(bytes, 'a', BIG_BODY);
    return bytes;
}

static size_t send_body(char *buffer, size_t size, size_t count, void *context) {
    struct transfer *transfer = context;
    size_t length = size * count;
    if (length > BIG_BODY - transfer->sent) length = BIG_BODY - transfer->sent;
    memcpy(buffer, big_body() + transfer->sent, length);
    transfer->sent += length;
    return length;
}

// 972 bytes of JSON, as all clients send.
static const char *json_body(void) {
    static char text[973];
    if (!text[0]) {
        size_t length = (size_t)snprintf(text, sizeof text, "{\"name\": \"duet\", \"values\": [");
        for (int number = 100; length < 960; number++)
            length += (size_t)snprintf(text + length, sizeof text - length, "%d, ", number);
        memset(text + length, ' ', sizeof text - 1 - length);
        memcpy(text + 968, "0]}", 4);
    }
    return text;
}

// The fields that Duet sends by default: the same request for both.
static struct curl_slist *default_fields(void) {
    struct curl_slist *fields = curl_slist_append(NULL, "Accept: */*");
    fields = curl_slist_append(fields, "Accept-Encoding: gzip, deflate, br, zstd");
    fields = curl_slist_append(fields, "Connection: keep-alive");
    return curl_slist_append(fields, "User-Agent: duet-httpx/0.2.0");
}

static void set_body(struct transfer *transfer, enum operation operation, struct curl_slist *fields) {
    CURL *easy = transfer->easy;
    fields = curl_slist_append(fields, "Expect:");
    if (operation == POST) curl_slist_append(fields, "Content-Type: application/json");
    curl_easy_setopt(easy, CURLOPT_POST, 1L);
    if (operation == POST) {
        curl_easy_setopt(easy, CURLOPT_POSTFIELDS, json_body());
        return;
    }
    big_body();
    curl_easy_setopt(easy, CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)BIG_BODY);
    curl_easy_setopt(easy, CURLOPT_READFUNCTION, send_body);
    curl_easy_setopt(easy, CURLOPT_READDATA, transfer);
    curl_easy_setopt(easy, CURLOPT_UPLOAD_BUFFERSIZE, 256L << 10);
}

void transfer_open(struct transfer *transfer, const struct assignment *assignment) {
    CURL *easy = transfer->easy = curl_easy_init();
    if (!easy) give_up("no handle");
    static CURLU *url;
    if (!url) {
        url = curl_url();
        if (curl_url_set(url, CURLUPART_URL, assignment->url, 0)) give_up("no URL");
    }
    curl_easy_setopt(easy, CURLOPT_CURLU, url);
    curl_easy_setopt(easy, CURLOPT_PROXY, "");
    curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(easy, CURLOPT_PRIVATE, transfer);
    curl_easy_setopt(easy, CURLOPT_HEADERFUNCTION, ignore_field);
    curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, assignment->operation == STREAM ? count_only : collect);
    curl_easy_setopt(easy, CURLOPT_WRITEDATA, transfer);
    if (assignment->operation == STREAM) curl_easy_setopt(easy, CURLOPT_BUFFERSIZE, (long)RECEIVE_BUFFER);
    struct curl_slist *fields = default_fields();
    curl_easy_setopt(easy, CURLOPT_HTTPHEADER, fields);
    if (assignment->operation == POST || assignment->operation == UPLOAD)
        set_body(transfer, assignment->operation, fields);
    if (assignment->authorities) {
        curl_easy_setopt(easy, CURLOPT_CAINFO, assignment->authorities);
        // A path beside the file would keep libcurl from caching what it read.
        curl_easy_setopt(easy, CURLOPT_CAPATH, NULL);
        curl_easy_setopt(easy, CURLOPT_HTTP_VERSION, (long)CURL_HTTP_VERSION_2TLS);
        curl_easy_setopt(easy, CURLOPT_PIPEWAIT, 1L);
    }
}

void transfer_open_stream(struct transfer *transfer, const struct assignment *assignment, CURLU *url) {
    struct assignment stream = *assignment;
    stream.operation = STREAM;
    transfer_open(transfer, &stream);
    curl_easy_setopt(transfer->easy, CURLOPT_CURLU, url);
}

void transfer_restart(struct transfer *transfer, double *latency) {
    free(transfer->body);
    transfer->body = NULL;
    transfer->length = transfer->capacity = transfer->sent = 0;
    transfer->latency = latency;
    transfer->start = now();
}

void transfer_finish(struct transfer *transfer, CURLcode result) {
    long status = 0;
    curl_easy_getinfo(transfer->easy, CURLINFO_RESPONSE_CODE, &status);
    if (result != CURLE_OK) give_up(curl_easy_strerror(result));
    if (status != 200) give_up("not status 200");
    *transfer->latency = now() - transfer->start;
}
