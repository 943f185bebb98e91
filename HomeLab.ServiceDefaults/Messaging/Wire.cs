using System.Collections.Concurrent;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using MassTransit;

namespace HomeLab.ServiceDefaults.Messaging;

/// <summary>What a message looks like outside of this process; independent of the library that carries it.</summary>
/// <remarks>
/// The body is plain JSON. The AMQP properties are <c>message_id</c> (a UUID), <c>type</c> (the message's URN), <c>content_type</c>
/// (<c>application/json</c>), <c>delivery_mode</c> 2 and <c>timestamp</c>; the header <c>traceparent</c> is W3C's. It is published
/// without routing key to the durable fanout exchange that the contract names.
/// </remarks>
public static class Wire
{
    public const string TypeHeader = "homelab-type";
    public const string TraceParentHeader = "traceparent";
    public const string ContentType = "application/json";
    const string OwnPrefix = "homelab.";

    static readonly ConcurrentDictionary<Type, (string Urn, string Exchange)> Names = new();

    /// <summary>camelCase, enumerations as strings, absent instead of null; unknown members are ignored when read.</summary>
    public static JsonSerializerOptions Json { get; } = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter() },
    };

    /// <summary>Names the type for ever: <c>homelab:dns:zone-converged:v1</c>.</summary>
    public static string UrnOf(Type message) => NamesOf(message).Urn;

    /// <summary>Where it is published: <c>homelab.dns.zone-converged.v1</c>.</summary>
    public static string ExchangeOf(Type message) => NamesOf(message).Exchange;

    /// <summary>The queue of one service for one message: <c>inventory.dns.zone-converged.v1</c>.</summary>
    public static string QueueOf(ServiceName service, Type message)
    {
        var exchange = ExchangeOf(message);
        return $"{service}.{(exchange.StartsWith(OwnPrefix, StringComparison.Ordinal) ? exchange[OwnPrefix.Length..] : exchange)}";
    }

    static (string Urn, string Exchange) NamesOf(Type message) => Names.GetOrAdd(message, static type =>
    {
        var urn = type.GetCustomAttribute<MessageUrnAttribute>()?.Urn?.ToString();
        var exchange = type.GetCustomAttribute<EntityNameAttribute>()?.EntityName;
        return urn is null || exchange is null
            ? throw new InvalidOperationException(
                $"{type} is no contract: it needs [MessageUrn(\"homelab:…:v1\", useDefaultPrefix: false)] and [EntityName(\"homelab.….v1\")].")
            : (urn, exchange);
    });
}
