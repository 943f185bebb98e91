using System.Globalization;
using System.Text.Json.Nodes;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace HomeLab.Inventory.Tests.Catalog;

/// <summary>YAML as the JSON that an API would answer with.</summary>
static class YamlJson
{
    public static JsonObject Read(string text)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(text));
        // Read again from text: numbers are then of no type of ours, as in an answer.
        return (JsonObject)JsonNode.Parse(Of(stream.Documents.Single().RootNode)!.ToJsonString())!;
    }

    static JsonNode? Of(YamlNode node) => node switch
    {
        YamlMappingNode map => new JsonObject(map.Children.Select(it => KeyValuePair.Create(((YamlScalarNode)it.Key).Value!, Of(it.Value)))),
        YamlSequenceNode list => new JsonArray([.. list.Children.Select(Of)]),
        YamlScalarNode { Style: ScalarStyle.Plain } plain => Plain(plain.Value!),
        YamlScalarNode text => JsonValue.Create(text.Value),
        _ => throw new NotSupportedException(),
    };

    static JsonValue? Plain(string text) => text switch
    {
        "" or "null" or "~" => null,
        "true" => JsonValue.Create(true),
        "false" => JsonValue.Create(false),
        _ when long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) => JsonValue.Create(number),
        _ when double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && text.All(it => char.IsDigit(it) || it is '.' or '-') =>
            JsonValue.Create(number),
        _ => JsonValue.Create(text),
    };
}
