using System.Globalization;
using Grpc.Core;
using Grpc.Wire;
using Microsoft.AspNetCore.Http;

namespace Grpc.AspNetCore.Server;

static class ResponseStatus
{
    public static void Write(IHeaderDictionary headers, Status status)
    {
        headers[HeaderNames.Status] = ((int)status.StatusCode).ToString(CultureInfo.InvariantCulture);
        if (!string.IsNullOrEmpty(status.Detail)) headers[HeaderNames.Message] = StatusMessage.Encode(status.Detail);
    }

    public static void Write(IHeaderDictionary headers, Metadata metadata)
    {
        foreach (var entry in metadata) headers.Append(entry.Key, MetadataHeaders.Encode(entry));
    }
}
