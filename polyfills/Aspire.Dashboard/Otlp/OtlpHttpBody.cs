using System.IO.Compression;
using Google.Protobuf;

namespace Aspire.Dashboard.Otlp;

/// <summary>An OTLP/HTTP request's message, unpacked and within bounds.</summary>
static class OtlpHttpBody
{
    /// <exception cref="BadHttpRequestException">It is none, with the HTTP status that says why.</exception>
    public static async Task<T> ReadAsync<T>(HttpRequest request, MessageParser<T> parser) where T : IMessage<T>
    {
        if (request.ContentType?.Split(';')[0].Trim() is not "application/x-protobuf")
            throw new BadHttpRequestException("OTLP/HTTP is taken as application/x-protobuf.", StatusCodes.Status415UnsupportedMediaType);

        try
        {
            return parser.ParseFrom(await UnpackAsync(request));
        }
        catch (Exception exception) when (exception is InvalidProtocolBufferException or InvalidDataException)
        {
            throw new BadHttpRequestException("The body is no OTLP message.", StatusCodes.Status400BadRequest, exception);
        }
    }

    static async Task<byte[]> UnpackAsync(HttpRequest request)
    {
        var encoding = request.Headers.ContentEncoding.ToString();
        await using var body = encoding switch
        {
            "" or "identity" => request.Body,
            "gzip" => new GZipStream(request.Body, CompressionMode.Decompress),
            _ => throw new BadHttpRequestException("Bodies are plain or gzip.", StatusCodes.Status415UnsupportedMediaType),
        };
        using var unpacked = new MemoryStream();
        var buffer = new byte[16 * 1024];
        for (int read; (read = await body.ReadAsync(buffer, request.HttpContext.RequestAborted)) > 0;)
        {
            if (unpacked.Length + read > OtlpLimits.MessageBytes)
                throw new BadHttpRequestException("The body is too large.", StatusCodes.Status413PayloadTooLarge);
            unpacked.Write(buffer, 0, read);
        }

        return unpacked.ToArray();
    }
}
