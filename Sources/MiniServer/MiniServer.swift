internal import AIOHTTPWeb
