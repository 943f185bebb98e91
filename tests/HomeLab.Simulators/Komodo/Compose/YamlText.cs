using System.Text.Json.Nodes;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace HomeLab.Simulators.Komodo.Compose;

/// <summary>YAML as JSON: scalars are texts, merge keys are carried out.</summary>
static class YamlText
{
    /// <exception cref="ComposeFailure">It is no YAML.</exception>
    public static JsonNode? Parse(string text)
    {
        var stream = new YamlStream();
        try
        {
            stream.Load(new StringReader(text));
            return stream.Documents.Count == 0 ? null : Json(stream.Documents[0].RootNode);
        }
        catch (YamlException exception)
        {
            throw new ComposeFailure($"yaml: line {exception.Start.Line}: {exception.Message}");
        }
    }

    static JsonNode? Json(YamlNode node) => node switch
    {
        YamlMappingNode mapping => Mapping(mapping),
        YamlSequenceNode sequence => new JsonArray([.. sequence.Children.Select(Json)]),
        YamlScalarNode { Style: ScalarStyle.Plain, Value: null or "" or "~" or "null" } => null,
        YamlScalarNode scalar => scalar.Value,
        _ => throw new ComposeFailure("yaml: an alias without its anchor"),
    };

    static JsonObject Mapping(YamlMappingNode mapping)
    {
        var json = new JsonObject();
        foreach (var (key, value) in mapping.Children)
        {
            if (key is YamlScalarNode { Value: "<<" })
                continue;
            json[((YamlScalarNode)key).Value ?? ""] = Json(value);
        }
        foreach (var merged in mapping.Children.Where(it => it.Key is YamlScalarNode { Value: "<<" }).SelectMany(it => it.Value is YamlSequenceNode all ? all.Children : [it.Value]).OfType<YamlMappingNode>().Select(Mapping))
        {
            foreach (var (key, value) in merged)
                if (!json.ContainsKey(key))
                    json[key] = value?.DeepClone();
        }
        return json;
    }
}
