using System.Net;

namespace Docker.DotNet;

/// <summary>The daemon answered with a status that is not a success.</summary>
public class DockerApiException : Exception
{
    public DockerApiException(HttpStatusCode statusCode, string responseBody)
        : base($"Docker API responded with status code={statusCode}, response={responseBody}")
    {
        StatusCode = statusCode;
        ResponseBody = responseBody;
    }

    public HttpStatusCode StatusCode { get; }

    public string ResponseBody { get; }
}
