using System.Globalization;
using System.Text;
using RabbitMQ.Client;

namespace HomeLab.ServiceDefaults.Messaging;

/// <summary>What the bus notes on a message that it moves to the error queue.</summary>
static class FaultHeaders
{
    const string Prefix = "MT-Fault-";
    const string Reason = "MT-Reason";

    public static DeadLetter Read(string queue, BasicGetResult message)
    {
        var headers = message.BasicProperties.Headers;
        var at = DateTimeOffset.TryParse(
            Text(headers, Prefix + "Timestamp"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : (DateTimeOffset?)null;
        return new DeadLetter(
            message.BasicProperties.MessageId ?? "", queue, Text(headers, Wire.TypeHeader) ?? message.BasicProperties.Type ?? "", at,
            Text(headers, Prefix + "Message") ?? "", Encoding.UTF8.GetString(message.Body.Span));
    }

    public static BasicProperties Remove(IReadOnlyBasicProperties properties) => new(properties)
    {
        Headers = properties.Headers?
            .Where(h => !h.Key.StartsWith(Prefix, StringComparison.Ordinal) && h.Key != Reason)
            .ToDictionary(h => h.Key, h => h.Value),
    };

    static string? Text(IDictionary<string, object?>? headers, string name) => headers?.TryGetValue(name, out var value) == true
        ? value is byte[] bytes ? Encoding.UTF8.GetString(bytes) : value?.ToString()
        : null;
}
