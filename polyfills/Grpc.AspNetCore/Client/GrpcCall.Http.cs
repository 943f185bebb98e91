using System.IO.Pipelines;
using Grpc.Core;
using Grpc.Wire;

namespace Grpc.Net.Client;

sealed partial class GrpcCall<TRequest, TResponse>
{
    static readonly StreamPipeReaderOptions ResponseBuffers = new(bufferSize: 16 * 1024, minimumReadSize: 4 * 1024);

    public Task<MessageReader?> Start(TRequest request)
    {
        Compresses = RequestEncoding() is MessageEncoding.Gzip;
        var opened = OpenAsync(new UnaryContent<TRequest>(request, method.RequestMarshaller, CreateWriter(), Compresses));
        Observe(opened);
        return opened;
    }

    public Task<MessageReader?> Start(out StreamingContent<TRequest> content)
    {
        Compresses = RequestEncoding() is MessageEncoding.Gzip;
        requests = content = new StreamingContent<TRequest>();
        // An end before this line, by a deadline long past, found no content to abandon.
        if (Ended is not null) content.Abandon();
        var opened = OpenAsync(content);
        Observe(opened);
        return opened;
    }

    /// <summary>The one response of a call that does not stream them.</summary>
    public Task<TResponse> ReadSingleAsync(Task<MessageReader?> opened)
    {
        var single = ReadAsync();
        Observe(single);
        return single;

        async Task<TResponse> ReadAsync()
        {
            var reader = await opened.ConfigureAwait(false);
            var message = await ReadNextAsync(reader).ConfigureAwait(false);
            if (message is null) throw new RpcException(new Status(StatusCode.Internal, "Failed to deserialize response message."));
            if (await ReadNextAsync(reader).ConfigureAwait(false) is null) return message;
            throw Fail(new RpcException(new Status(StatusCode.Internal, "Unexpected second response message.")));
        }
    }

    /// <summary>The next response, or null once the call has ended well.</summary>
    public async ValueTask<TResponse?> ReadNextAsync(MessageReader? reader)
    {
        if (Ended is { } ended) return ended.Status.StatusCode == StatusCode.OK ? null : throw Failure(ended);
        try
        {
            if (await reader!.ReadAsync(method.ResponseMarshaller.ContextualDeserializer, over.Token).ConfigureAwait(false) is { } message)
                return message;
        }
        catch (Exception e)
        {
            throw Fail(e);
        }

        reader.Complete();
        var result = End(ResponseHead.EndOf(response!.TrailingHeaders) ?? ResponseHead.MissingStatus());
        return result.Status.StatusCode == StatusCode.OK ? null : throw Failure(result);
    }

    /// <summary>Sends the request and waits for the response's head; null where the head alone said OK.</summary>
    async Task<MessageReader?> OpenAsync(HttpContent content)
    {
        if (Ended is { } ended) throw Failure(ended);
        try
        {
            using var request = channel.CreateRequest(method);
            request.Content = content;
            await WriteHeadersAsync(request).ConfigureAwait(false);
            var received = await channel.SendAsync(request, over.Token).ConfigureAwait(false);
            Hold(received);

            var metadata = ResponseHead.MetadataOf(received);
            if (ResponseHead.EndOf(received) is { } early)
            {
                // The headers of a response that is nothing else are its trailers.
                headers.TrySetResult(metadata);
                return End(early) is { Status.StatusCode: StatusCode.OK } ? null : throw Failure(end!);
            }
            headers.TrySetResult(metadata);
            var stream = await received.Content.ReadAsStreamAsync(over.Token).ConfigureAwait(false);
            return new MessageReader(PipeReader.Create(stream, ResponseBuffers), channel.Options.MaxReceiveMessageSize, ResponseHead.EncodingOf(received));
        }
        catch (Exception e)
        {
            throw Fail(e);
        }
    }

    /// <summary>From here on an end disposes the response; one that came before it is made up for.</summary>
    void Hold(HttpResponseMessage received)
    {
        lock (gate)
        {
            response = received;
            if (end is null) return;
        }
        received.Dispose();
        throw new OperationCanceledException(over.Token);
    }

    async ValueTask WriteHeadersAsync(HttpRequestMessage request)
    {
        var target = request.Headers;
        target.TryAddWithoutValidation("User-Agent", "grpc-dotnet-homelab/1.0");
        target.TryAddWithoutValidation("TE", "trailers");
        target.TryAddWithoutValidation(HeaderNames.AcceptEncoding, MessageEncoding.Accepted);
        if (Compresses) target.TryAddWithoutValidation(HeaderNames.Encoding, MessageEncoding.Gzip);
        if (Remaining() is { } remaining) target.TryAddWithoutValidation(HeaderNames.Timeout, CallTimeout.Encode(remaining));
        if (options.Headers is { } metadata) Add(metadata);

        if (!channel.MaySendCredentials) return;
        var credentials = channel.Options.Credentials?.ForCalls?.All ?? [];
        if (options.Credentials is { } ofCall) credentials = [.. credentials, .. ofCall.All];
        if (credentials.Count == 0) return;
        var context = new AuthInterceptorContext(
            new Uri(channel.UriOf(method), $"/{method.ServiceName}").ToString(), method.Name, over.Token);
        foreach (var interceptor in credentials)
        {
            var proof = new Metadata();
            await interceptor(context, proof).ConfigureAwait(false);
            Add(proof);
        }

        void Add(Metadata entries)
        {
            foreach (var entry in entries)
            {
                if (entry.Key != HeaderNames.RequestedEncoding) target.TryAddWithoutValidation(entry.Key, MetadataHeaders.Encode(entry));
            }
        }
    }

    string? RequestEncoding()
    {
        var requested = options.Headers?.GetValue(HeaderNames.RequestedEncoding);
        return MessageEncoding.IsKnown(requested)
            ? requested
            : throw new InvalidOperationException($"Could not find compression provider for '{requested}'.");
    }
}
