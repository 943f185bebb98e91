namespace k8s.Autorest;

/// <summary>A call's messages, disposed together.</summary>
public class HttpOperationResponse : IHttpOperationResponse, IDisposable
{
    public HttpRequestMessage Request { get; set; }

    public HttpResponseMessage Response { get; set; }

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
        if (!disposing)
            return;
        Request?.Dispose();
        Response?.Dispose();
    }
}

/// <summary>A call's messages and what the answer said.</summary>
public class HttpOperationResponse<T> : HttpOperationResponse, IHttpOperationResponse<T>
{
    public T Body { get; set; }
}
