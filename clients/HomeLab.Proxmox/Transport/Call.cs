namespace HomeLab.Proxmox.Transport;

/// <summary>One call, with words so that every failure of it reads alike: <c>start qemu/100 on pve1</c>.</summary>
/// <param name="Path">Below <c>/api2/json/</c>.</param>
sealed record Call(HttpMethod Method, string Path, string Purpose, Parameters Parameters)
{
    public bool IsWrite => Method != HttpMethod.Get;

    /// <summary>A null in the answer is an answer.</summary>
    public bool MayBeNull { get; init; }

    /// <summary>Query for GET and DELETE: a DELETE with a body is refused. A form for the others, always, for its Content-Length.</summary>
    public HttpRequestMessage ToRequest(Uri root, ProxmoxCredential credential)
    {
        var hasBody = Method == HttpMethod.Post || Method == HttpMethod.Put;
        var query = hasBody ? "" : Parameters.ToQuery();
        var request = new HttpRequestMessage(Method, new Uri(root, query.Length == 0 ? Path : $"{Path}?{query}"))
        {
            // pveproxy speaks HTTP/1 alone, and its reason phrase carries the error.
            Version = new Version(1, 1),
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = hasBody ? new FormUrlEncodedContent(Parameters) : null,
        };
        request.Headers.TryAddWithoutValidation("Authorization", credential.Header);
        return request;
    }

    public ProxmoxException NoAnswer(string why, Exception? inner, bool wasSent)
    {
        var isAmbiguous = IsWrite && wasSent;
        return new ProxmoxException(ProxmoxFailure.Unavailable, Sentence(isAmbiguous, why), inner) { IsAmbiguous = isAmbiguous, WasSent = wasSent };
    }

    public string Sentence(bool isAmbiguous, string why) =>
        isAmbiguous ? $"Could not confirm whether Proxmox did {Purpose}: {why.TrimEnd('.')}." : $"Failed to {Purpose}: {why.TrimEnd('.')}.";
}
