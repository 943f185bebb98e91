using System.Net;

namespace Docker.DotNet.Transport;

delegate DockerApiException ApiFailure(HttpStatusCode statusCode, string responseBody);
