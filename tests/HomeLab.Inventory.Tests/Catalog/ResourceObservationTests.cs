using HomeLab.Inventory.Catalog;
using HomeLab.Inventory.Catalog.Judging;
using HomeLab.Inventory.Kubernetes;
using HomeLab.Inventory.Resources;

namespace HomeLab.Inventory.Tests.Catalog;

public sealed class ResourceObservationTests
{
    static readonly SystemCatalog Catalog = CatalogFiles.Read();

    [Fact]
    public void What_is_kept_of_a_container_is_enough_to_recognise_it()
    {
        var resource = Resource(
            "docker/host/immich/immich-server", "docker.container", "running", "ghcr.io/immich-app/immich-server:v2.1.0",
            """{"com.docker.compose.project":"immich","com.docker.compose.service":"immich-server"}""", """{"mounts":[],"networks":{},"ports":[]}""");

        var system = Assert.Single(Read(resource).Systems);

        Assert.Equal(("immich", "v2.1.0", HealthState.Healthy, "docker/host"), (system.Entry.Id, system.Version, system.Health.State, system.Site));
        Assert.Equal(resource.Address, Assert.Single(system.Objects).Object.Address);
    }

    [Fact]
    public void What_is_kept_of_a_Kubernetes_object_is_enough_to_recognise_and_judge_it()
    {
        var resource = Resource(
            "kubernetes/talos/cert-manager.io/Certificate/network/web", "kubernetes.Certificate.cert-manager.io", "NotReady", "", "{}",
            """
            {"apiVersion":"cert-manager.io/v1","kind":"Certificate","metadata":{"name":"web","namespace":"network"},
             "status":{"conditions":[{"type":"Ready","status":"False","reason":"DoesNotExist"}]}}
            """);

        var system = Assert.Single(Read(resource).Systems);

        Assert.Equal(("cert-manager", HealthState.Unhealthy), (system.Entry.Id, system.Health.State));
    }

    [Fact]
    public void A_definition_is_known_by_its_name_alone()
    {
        var resource = Resource(
            "kubernetes/talos/apiextensions.k8s.io/CustomResourceDefinition/certificates.cert-manager.io", "kubernetes.CustomResourceDefinition.apiextensions.k8s.io",
            "", "", "{}", """{"apiVersion":"apiextensions.k8s.io/v1","kind":"CustomResourceDefinition","metadata":{"name":"certificates.cert-manager.io"}}""");

        Assert.Equal("cert-manager", Assert.Single(Read(resource).Systems).Entry.Id);
    }

    [Theory]
    [InlineData("running", "Healthy")]
    [InlineData("stopped", "Unhealthy")]
    public void A_guest_that_no_system_is_known_by_is_unclassified_with_its_health(string state, string health)
    {
        var resource = Resource("proxmox/pve/qemu/101", "proxmox.qemu", state, "", "{}", """{"type":"qemu","vmid":101,"name":"haos","tags":"","template":false,"onboot":true}""");

        var (guest, signal) = Assert.Single(Read(resource).Unclassified);

        Assert.Equal((resource.Address, health), (guest.Address, signal!.State.ToString()));
    }

    [Fact]
    public void Every_custom_resource_that_the_catalogue_names_is_watched_and_no_own_group_of_Kubernetes_more_than_needed()
    {
        var watched = new WatchedTypes(Catalog.ApiGroups);

        Assert.True(watched.Has(new ResourceType("cert-manager.io", "v1", "certificates", "Certificate")));
        Assert.True(watched.Has(new ResourceType("snapshot.storage.k8s.io", "v1", "volumesnapshots", "VolumeSnapshot")));
        Assert.False(watched.Has(new ResourceType("coordination.k8s.io", "v1", "leases", "Lease")));
        Assert.False(watched.Has(new ResourceType("example.org", "v1", "things", "Thing")));
    }

    static CatalogReading Read(ResourceState resource) =>
        CatalogReader.Read(Catalog, [ResourceObservation.Of(resource)!], [], DateTimeOffset.UnixEpoch);

    static ResourceState Resource(string address, string kind, string state, string image, string labels, string facts) =>
        new(address, "uid", kind, address.Split('/')[^1], "source", state, image, labels, "[]", facts);
}
