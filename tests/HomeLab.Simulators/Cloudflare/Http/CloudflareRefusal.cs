namespace HomeLab.Simulators.Cloudflare.Http;

/// <summary>An answer other than success; thrown where it is found, written in one place.</summary>
sealed class CloudflareRefusal(int status, params (int Code, string Message)[] errors) : Exception(errors[0].Message)
{
    public CloudflareRefusal(int status, int code, string message)
        : this(status, (code, message))
    {
    }

    public int Status { get; } = status;

    public IReadOnlyList<(int Code, string Message)> Errors { get; } = errors;

    /// <summary>What stands behind the first error.</summary>
    public (int Code, string Message)? Cause { get; private init; }

    public static CloudflareRefusal InvalidHeaders(int code, string message) =>
        new(StatusCodes.Status400BadRequest, 6003, "Invalid request headers") { Cause = (code, message) };

    public static CloudflareRefusal Validation(int code, string message) =>
        new(StatusCodes.Status400BadRequest, 1004, "DNS Validation Error") { Cause = (code, message) };

    public static CloudflareRefusal InvalidBody(string message) => new(StatusCodes.Status400BadRequest, 9207, message);

    public static CloudflareRefusal NoRoute(string path) => new(
        StatusCodes.Status404NotFound,
        (7003, $"Could not route to /client/v4{path}, perhaps your object identifier is invalid?"),
        (7000, "No route for that URI"));

    public static CloudflareRefusal NoRecord() => new(StatusCodes.Status404NotFound, 81044, "Record does not exist.");

    public static CloudflareRefusal NotAuthorised() => new(StatusCodes.Status403Forbidden, 10000, "Authentication error");

    /// <summary>The same refusal as newer parts of the API put it: the cause is the error.</summary>
    public CloudflareRefusal Flattened() =>
        Errors[0].Code == 1004 && Cause is { } cause ? new CloudflareRefusal(Status, cause.Code, cause.Message) : this;
}
