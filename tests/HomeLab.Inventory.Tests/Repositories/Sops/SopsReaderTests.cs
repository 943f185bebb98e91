namespace HomeLab.Inventory.Tests.Repositories.Sops;

public sealed class SopsReaderTests
{
    [Fact]
    public void Reads_the_keys_of_encrypted_files_and_for_whom_they_are()
    {
        var reading = TestTree.Read(
            (".sops.yaml", "creation_rules:\n  - path_regex: .*\\.sops\\.yaml\n    age: age1examplerecipient\n"),
            ("secrets.sops.yaml", "db:\n    password: ENC[AES256_GCM,data:canary,iv:x,tag:y,type:str]\nsops:\n    mac: ENC[AES256_GCM,data:canary]\n    version: 3.9.0\n    age: []\n"));

        Assert.Equal(["sops/rules", "sops/file"], reading.Objects.OrderBy(it => it.Address, StringComparer.Ordinal).Select(it => it.Kind));
        Assert.Equal("""{"db":{"password":null}}""", reading.Objects.Single(it => it.Kind == "sops/file").SpecJson);
        Assert.Contains("age1examplerecipient", reading.Objects.Single(it => it.Kind == "sops/rules").SpecJson, StringComparison.Ordinal);
        Assert.Equal(("Encrypted", "secrets.sops.yaml"), Assert.Single(reading.Unresolved) is var it ? (it.Code, it.Subject) : default);
        Assert.DoesNotContain("canary", TestTree.Everything(reading), StringComparison.Ordinal);
    }
}
