namespace HomeLab.Komodo.Transport;

static class BoundedBody
{
    /// <summary>The whole body, or null when it is larger than allowed; compressed or not, announced or not.</summary>
    public static async Task<byte[]?> ReadAsync(HttpContent content, int limit, CancellationToken cancellationToken)
    {
        if (content.Headers.ContentLength > limit)
        {
            return null;
        }
        await using var stream = await content.ReadAsStreamAsync(cancellationToken);
        using var body = new MemoryStream();
        var buffer = new byte[16 * 1024];
        while (await stream.ReadAsync(buffer, cancellationToken) is var count and > 0)
        {
            if (body.Length + count > limit)
            {
                return null;
            }
            body.Write(buffer, 0, count);
        }
        return body.ToArray();
    }
}
