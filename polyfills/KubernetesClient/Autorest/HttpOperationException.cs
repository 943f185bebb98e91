namespace k8s.Autorest;

/// <summary>The API server answered with something else than success: <see cref="Response"/> has its code and its <c>Status</c> as text.</summary>
public class HttpOperationException : Exception
{
    public HttpOperationException()
    {
    }

    public HttpOperationException(string message)
        : base(message)
    {
    }

    public HttpOperationException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    public HttpRequestMessageWrapper Request { get; set; }

    public HttpResponseMessageWrapper Response { get; set; }

    public object Body { get; set; }
}
