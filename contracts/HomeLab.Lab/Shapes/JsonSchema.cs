using System.Text.Json;
using System.Text.Json.Nodes;
using HomeLab.Lab.Kinds;

namespace HomeLab.Lab.Shapes;

/// <summary>The JSON Schema (draft 2020-12) by which an editor completes and checks documents.</summary>
static class JsonSchema
{
    static readonly JsonSerializerOptions Indented = new(LabJson.Options) { WriteIndented = true, NewLine = "\n" };

    public static string Write() => new JsonObject
    {
        ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
        ["title"] = "HomeLab documents",
        ["oneOf"] = new JsonArray([.. DocumentKind.All.Select(Of)]),
    }.ToJsonString(Indented) + "\n";

    static JsonObject Of(DocumentKind kind)
    {
        var schema = Of(DocumentShape.Of(kind, "homelab/v1"));
        schema["title"] = kind.Name;
        schema["description"] = kind.Description;
        schema["properties"]!["kind"] = new JsonObject { ["const"] = kind.Name };
        return schema;
    }

    static JsonObject Of(Shape shape) => shape switch
    {
        Shape.Text it => Text(it),
        Shape.Integer it => Range("integer", it.Minimum > int.MinValue ? it.Minimum : null, it.Maximum < int.MaxValue ? it.Maximum : null),
        Shape.Number it => Range("number", it.Minimum > double.MinValue ? it.Minimum : null, it.Maximum < double.MaxValue ? it.Maximum : null),
        Shape.Boolean => new JsonObject { ["type"] = "boolean" },
        Shape.Duration => new JsonObject { ["type"] = "string", ["pattern"] = $"^{LabDuration.Pattern}$" },
        Shape.Instant => new JsonObject { ["type"] = "string" },
        Shape.Secret => Secret(),
        Shape.List it => new JsonObject { ["type"] = "array", ["items"] = Of(it.Item) },
        Shape.Map it => new JsonObject
        {
            ["type"] = "object",
            ["propertyNames"] = new JsonObject { ["pattern"] = $"^(?:{it.Names})$" },
            ["additionalProperties"] = Of(it.Value),
        },
        Shape.Object it => Object(it),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    static JsonObject Text(Shape.Text shape)
    {
        if (shape.Allowed is { } allowed)
            return new JsonObject { ["enum"] = new JsonArray([.. allowed.Select(it => JsonValue.Create(it))]) };
        var schema = new JsonObject { ["type"] = "string" };
        if (shape.Pattern is { } pattern)
            schema["pattern"] = $"^(?:{pattern})$";
        return schema;
    }

    static JsonObject Range(string type, JsonNode? minimum, JsonNode? maximum)
    {
        var schema = new JsonObject { ["type"] = type };
        if (minimum is not null)
            schema["minimum"] = minimum;
        if (maximum is not null)
            schema["maximum"] = maximum;
        return schema;
    }

    static JsonObject Secret() => new()
    {
        ["description"] = "Where the secret is; its value never stands here.",
        ["oneOf"] = new JsonArray(
            Object(new Shape.Object([new Field("env", new Shape.Text(Forms.Variable), true, null)])),
            Object(new Shape.Object([new Field("file", new Shape.Text("/.+"), true, null)]))),
    };

    static JsonObject Object(Shape.Object shape)
    {
        var properties = new JsonObject();
        foreach (var field in shape.Fields)
        {
            var schema = Of(field.Shape);
            if (field.Description is { } description)
                schema["description"] = description;
            properties[field.Name] = schema;
        }
        return new JsonObject
        {
            ["type"] = "object",
            ["additionalProperties"] = false,
            ["required"] = new JsonArray([.. shape.Fields.Where(it => it.IsRequired).Select(it => JsonValue.Create(it.Name))]),
            ["properties"] = properties,
        };
    }
}
