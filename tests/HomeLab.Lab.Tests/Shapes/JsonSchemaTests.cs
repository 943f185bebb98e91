using HomeLab.Lab.Shapes;

namespace HomeLab.Lab.Tests.Shapes;

public class JsonSchemaTests
{
    /// <summary>Where it differs, the schema as it should be is left in <c>deploy/labs/schema.actual.json</c>.</summary>
    [Fact]
    public void Committed_schema_is_that_of_the_types()
    {
        var committed = RepositoryRoot.PathOf("deploy/labs/schema.json");
        var actual = JsonSchema.Write();
        var expected = File.Exists(committed) ? File.ReadAllText(committed) : "";
        if (expected != actual)
            File.WriteAllText(RepositoryRoot.PathOf("deploy/labs/schema.actual.json"), actual);

        Assert.Equal(expected, actual);
    }
}
