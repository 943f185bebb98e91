namespace k8s.Autorest;

/// <summary>A call's messages.</summary>
public interface IHttpOperationResponse
{
    HttpRequestMessage Request { get; set; }

    HttpResponseMessage Response { get; set; }
}

/// <summary>A call's messages and what the answer said.</summary>
public interface IHttpOperationResponse<T> : IHttpOperationResponse
{
    T Body { get; set; }
}
