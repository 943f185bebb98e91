using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using HomeLab.Lab.Kinds;
using HomeLab.Lab.Yaml;

namespace HomeLab.Lab.Shapes;

/// <summary>Holds nodes to a shape: gives them as JSON, and says everything that is wrong at once.</summary>
/// <remarks>No message repeats a value: somebody may have put a secret where it does not belong.</remarks>
sealed class ShapeCheck(string file, List<Problem> problems)
{
    static readonly TimeSpan PatternTimeout = TimeSpan.FromMilliseconds(200);

    public JsonNode? Read(Node node, Shape shape, string path) => shape switch
    {
        Shape.Secret => Secret(node, path),
        Shape.Object it => Object(node, it, path),
        Shape.Map it => Map(node, it, path),
        Shape.List it => List(node, it, path),
        Shape.Text it => Text(node, it, path),
        Shape.Boolean => node is ScalarNode { IsBoolean: true } scalar
            ? JsonValue.Create(scalar.Text[0] is 't' or 'T')
            : WrongType(node, path, "true or false"),
        Shape.Integer it => Integer(node, it, path),
        Shape.Number it => Number(node, it, path),
        Shape.Duration => node is ScalarNode scalar && LabDuration.TryParse(scalar.Text, out _)
            ? JsonValue.Create(scalar.Text)
            : WrongType(node, path, "a whole number with a unit, such as 60s, 5m, 2h or 1d"),
        Shape.Instant => node is ScalarNode scalar && Instant(scalar.Text) is { } instant
            ? JsonValue.Create(instant)
            : WrongType(node, path, "a date such as 2026-12-01, or a time with an offset such as 2026-12-01T08:00:00Z"),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    JsonObject? Object(Node node, Shape.Object shape, string path)
    {
        if (node is not MapNode map)
            return (JsonObject?)WrongType(node, path, $"a mapping with {Listed(shape.Fields.Select(it => it.Name))}");
        var json = new JsonObject();
        foreach (var entry in map.Entries.Where(entry => !shape.IsOpen && shape.Fields.All(field => field.Name != entry.Key)))
            Report(entry.KeyAt, Join(path, entry.Key), "UnknownField", Unknown(entry.Key, shape));
        foreach (var field in shape.Fields)
        {
            var entry = map.Find(field.Name);
            var isGiven = entry is { Value: not ScalarNode { IsEmpty: true } };
            if (isGiven && Read(entry!.Value, field.Shape, Join(path, field.Name)) is { } value)
                json[field.Name] = value;
            else if (!isGiven && field.IsRequired)
                Report(entry?.KeyAt ?? map.At, Join(path, field.Name), "MissingField", $"`{field.Name}` is missing{About(field)}");
        }
        return json;
    }

    JsonObject? Map(Node node, Shape.Map shape, string path)
    {
        if (node is not MapNode map)
            return (JsonObject?)WrongType(node, path, "a mapping: `NAME: …`");
        var json = new JsonObject();
        foreach (var entry in map.Entries)
        {
            if (!Regex.IsMatch(entry.Key, $"^(?:{shape.Names})$", RegexOptions.CultureInvariant, PatternTimeout))
                Report(entry.KeyAt, path, "WrongForm", $"expected {shape.Expected}");
            else if (Read(entry.Value, shape.Value, Join(path, entry.Key)) is { } value)
                json[entry.Key] = value;
        }
        return json;
    }

    JsonArray? List(Node node, Shape.List shape, string path)
    {
        if (node is not ListNode list)
            return (JsonArray?)WrongType(node, path, "a list: `- …` or `[…]`");
        return [.. list.Items.Select((item, index) => Read(item, shape.Item, $"{path}[{index}]")).Where(it => it is not null)];
    }

    JsonNode? Text(Node node, Shape.Text shape, string path)
    {
        if (node is not ScalarNode { IsEmpty: false } scalar)
            return WrongType(node, path, shape.Expected ?? "a text");
        if (string.IsNullOrWhiteSpace(scalar.Text))
            return Refuse(node, path, "WrongForm", $"expected {shape.Expected ?? "a text"}, found an empty one");
        if (scalar.Text.Any(char.IsControl))
            return Refuse(node, path, "WrongForm", "expected one line without control characters");
        if (shape.Allowed is { } allowed && !allowed.Contains(scalar.Text))
            return Refuse(node, path, "NotAllowed", allowed is [var only]
                ? $"expected `{only}`"
                : $"expected one of {Listed(allowed)}{Spelling.Hint(scalar.Text, allowed)}");
        if (shape.Pattern is { } pattern && !Regex.IsMatch(scalar.Text, $"^(?:{pattern})$", RegexOptions.CultureInvariant, PatternTimeout))
            return Refuse(node, path, "WrongForm", $"expected {shape.Expected ?? "another form"}");
        return JsonValue.Create(scalar.Text);
    }

    JsonNode? Integer(Node node, Shape.Integer shape, string path)
    {
        if (node is not ScalarNode { IsInteger: true } scalar)
            return WrongType(node, path, $"a whole number{Between(shape.Minimum, shape.Maximum)}");
        var value = long.Parse(scalar.Text, CultureInfo.InvariantCulture);
        return value >= shape.Minimum && value <= shape.Maximum
            ? JsonValue.Create(value)
            : Refuse(node, path, "OutOfRange", $"expected a whole number{Between(shape.Minimum, shape.Maximum)}");
    }

    JsonNode? Number(Node node, Shape.Number shape, string path)
    {
        var text = (node as ScalarNode is { IsPlain: true } scalar) ? scalar.Text : "";
        const NumberStyles Styles = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;
        if (!double.TryParse(text, Styles, CultureInfo.InvariantCulture, out var value) || !double.IsFinite(value))
            return WrongType(node, path, $"a number{Between(shape.Minimum, shape.Maximum)}");
        return value >= shape.Minimum && value <= shape.Maximum
            ? JsonValue.Create(value)
            : Refuse(node, path, "OutOfRange", $"expected a number{Between(shape.Minimum, shape.Maximum)}");
    }

    JsonNode? Secret(Node node, string path)
    {
        const string Right = "a secret is given by where it is, {env: NAME} or {file: /path}; its value never stands in the lab";
        if (node is not MapNode { Entries: [{ Key: "env" or "file", Value: ScalarNode { IsEmpty: false } value } entry] })
            return Refuse(node, path, "SecretRefused", Right);
        var isRight = entry.Key == "env"
            ? Regex.IsMatch(value.Text, $"^{Forms.Variable}$")
            : value.Text.StartsWith('/') && value.Text.Length < 4096 && !value.Text.Contains('\n', StringComparison.Ordinal);
        return isRight
            ? new JsonObject { [entry.Key] = value.Text }
            : Refuse(value, Join(path, entry.Key), "SecretRefused", entry.Key == "env"
                ? "expected the name of an environment variable, such as CLOUDFLARE_TOKEN"
                : "expected an absolute path, such as /run/secrets/cloudflare");
    }

    static string? Instant(string text) =>
        DateTimeOffset.TryParseExact(
            text, ["yyyy-MM-dd", "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"],
            CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant)
            ? instant.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)
            : null;

    static string Unknown(string key, Shape.Object shape) => key == "<<"
        ? "merge keys are not read; write the fields out"
        : $"`{key}` is no field here{Spelling.Hint(key, shape.Fields.Select(it => it.Name))}; there are {Listed(shape.Fields.Select(it => it.Name))}";

    static string About(Field field) => (field.Description, field.Shape) switch
    {
        ({ } description, _) => $": {description.TrimEnd('.')}",
        (_, Shape.Text { Expected: { } expected }) => $": {expected}",
        _ => "",
    };

    static string Between<T>(T minimum, T maximum) where T : IConvertible
    {
        var (low, high) = (Convert.ToDouble(minimum, null), Convert.ToDouble(maximum, null));
        return low <= int.MinValue && high >= int.MaxValue ? ""
            : high >= int.MaxValue ? $" of at least {minimum.ToString(CultureInfo.InvariantCulture)}"
            : string.Create(CultureInfo.InvariantCulture, $" between {low} and {high}");
    }

    static string Listed(IEnumerable<string> names) => string.Join(", ", names.Select(it => $"`{it}`"));

    static string Join(string path, string name) => path.Length == 0 ? name : $"{path}.{name}";

    JsonNode? WrongType(Node node, string path, string expected) =>
        Refuse(node, path, "WrongType", $"expected {expected}, found {node.Describe()}");

    JsonNode? Refuse(Node node, string path, string code, string message)
    {
        Report(node.At, path, code, message);
        return null;
    }

    void Report(Mark at, string path, string code, string message) =>
        problems.Add(new Problem(file, at.Line, at.Column, path, code, message));
}
