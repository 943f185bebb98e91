using k8s.Autorest;

namespace k8s;

static class Failure
{
    /// <summary>The exception for an answer that is no success.</summary>
    public static async Task<HttpOperationException> OfAsync(
        HttpRequestMessage request, string body, HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var answer = await response.Content.ReadAsStringAsync(cancellationToken).ConfigureAwait(false);
        return new HttpOperationException($"Operation returned an invalid status code '{response.StatusCode}', response body {answer}")
        {
            Request = new HttpRequestMessageWrapper(request, body),
            Response = new HttpResponseMessageWrapper(response, answer),
        };
    }
}
