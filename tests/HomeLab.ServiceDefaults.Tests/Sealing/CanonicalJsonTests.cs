using System.Text;
using System.Text.Json;
using HomeLab.ServiceDefaults.Sealing;

namespace HomeLab.ServiceDefaults.Tests.Sealing;

public sealed class CanonicalJsonTests
{
    [Theory]
    [InlineData("""{"b": 1, "a": {"d": [1, 2.50, -3e2], "c": null}}""", """{"a":{"c":null,"d":[1,2.50,-3e2]},"b":1}""")]
    [InlineData("""{"aa": 1, "b": 2, "B": 3, "é": 4}""", """{"B":3,"aa":1,"b":2,"é":4}""")]
    [InlineData("""[true, false, [], {}, ""]""", """[true,false,[],{},""]""")]
    [InlineData("""["\u0041\/\u00e9 <&> \ud83d\ude00 \u2028"]""", "[\"A/é <&> 😀 \u2028\"]")]
    [InlineData("""["\"\\\b\t\n\f\r\u0001\u001f"]""", """["\"\\\b\t\n\f\r\u0001\u001f"]""")]
    public void A_value_has_one_spelling(string json, string canonical) => Assert.Equal(canonical, Of(json));

    [Fact]
    public void The_canonical_form_is_its_own() =>
        Assert.Equal("""{"a":[1,{"b":"\n"}]}""", Of(Of("""{ "a" : [ 1 , { "b" : "\u000a" } ] }""")));

    static string Of(string json)
    {
        var text = new StringBuilder();
        using var document = JsonDocument.Parse(json);
        CanonicalJson.Append(text, document.RootElement);
        return text.ToString();
    }
}
