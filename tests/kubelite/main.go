// Command kubelite is a Kubernetes API server without a cluster behind it: the real
// apiextensions-apiserver libraries over a real etcd, so LIST, WATCH, bookmarks, paging, conflicts,
// server-side apply and the status subresource behave as they do in a cluster. No kubelet, scheduler
// or controllers run, and every request is allowed.
//
// The built-in groups that the CRD machinery refuses (core, apps, batch) are kept as CRDs in
// "<group>.kubelite.test" and renamed on the way in and out.
package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"regexp"
	"strings"

	"github.com/spf13/pflag"
	noopoteltrace "go.opentelemetry.io/otel/trace/noop"
	v1 "k8s.io/apiextensions-apiserver/pkg/apis/apiextensions/v1"
	"k8s.io/apiextensions-apiserver/pkg/apis/apiextensions/v1beta1"
	"k8s.io/apiextensions-apiserver/pkg/apiserver"
	"k8s.io/apiextensions-apiserver/pkg/cmd/server/options"
	generatedopenapi "k8s.io/apiextensions-apiserver/pkg/generated/openapi"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	openapinamer "k8s.io/apiserver/pkg/endpoints/openapi"
	genericapiserver "k8s.io/apiserver/pkg/server"
	genericoptions "k8s.io/apiserver/pkg/server/options"
	"k8s.io/apiserver/pkg/util/openapi"
	"k8s.io/apiserver/pkg/util/webhook"
	"k8s.io/client-go/kubernetes/scheme"
)

const prefix = "/registry/kubelite"

// group pairs a built-in group-version's API path and apiVersion with the CRD group that stores it.
type group struct{ path, apiVersion, stored string }

var groups = []group{
	{"/api/v1", "v1", "core.kubelite.test/v1"},
	{"/apis/apps/v1", "apps/v1", "apps.kubelite.test/v1"},
	{"/apis/batch/v1", "batch/v1", "batch.kubelite.test/v1"},
}

// A path that names a namespace itself reads, to the CRD handler, as a namespaced request for a cluster-wide kind
// and is refused, so namespaces are stored under another plural.
const storedNamespaces = "namespaceobjects"

var namespacePath = regexp.MustCompile(`^/namespaces((?:/[^/]+(?:/status)?)?)$`)

func main() {
	o := genericoptions.NewRecommendedOptions(prefix, apiserver.Codecs.LegacyCodec(v1beta1.SchemeGroupVersion, v1.SchemeGroupVersion))
	o.Authentication, o.Authorization, o.CoreAPI, o.Admission = nil, nil, nil, nil
	o.Features.EnablePriorityAndFairness = false
	run := genericoptions.NewServerRunOptions()
	fs := pflag.NewFlagSet("kubelite", pflag.ExitOnError)
	o.Etcd.AddFlags(fs)
	o.SecureServing.AddFlags(fs)
	run.AddUniversalFlags(fs)
	if err := fs.Parse(os.Args[1:]); err != nil {
		fail(err)
	}
	fail(serve(genericapiserver.SetupSignalContext(), o, run))
}

func serve(ctx context.Context, o *genericoptions.RecommendedOptions, run *genericoptions.ServerRunOptions) error {
	if err := run.ComponentGlobalsRegistry.Set(); err != nil {
		return err
	}
	if err := run.Complete(); err != nil {
		return err
	}
	if err := o.SecureServing.MaybeDefaultWithSelfSignedCerts("localhost", nil, []net.IP{net.ParseIP("127.0.0.1")}); err != nil {
		return err
	}
	c := genericapiserver.NewRecommendedConfig(apiserver.Codecs)
	if err := run.ApplyTo(&c.Config); err != nil {
		return err
	}
	if err := o.ApplyTo(c); err != nil {
		return err
	}
	enable := genericoptions.NewAPIEnablementOptions()
	if err := enable.ApplyTo(&c.Config, apiserver.DefaultAPIResourceConfigSource(), apiserver.Scheme); err != nil {
		return err
	}
	c.OpenAPIV3Config = genericapiserver.DefaultOpenAPIV3Config(openapi.GetOpenAPIDefinitionsWithoutDisabledFeatures(generatedopenapi.GetOpenAPIDefinitions), openapinamer.NewDefinitionNamer(apiserver.Scheme, scheme.Scheme))
	c.BuildHandlerChainFunc = func(api http.Handler, c *genericapiserver.Config) http.Handler {
		return rename(genericapiserver.DefaultBuildHandlerChain(api, c))
	}
	config := &apiserver.Config{GenericConfig: c, ExtraConfig: apiserver.ExtraConfig{
		CRDRESTOptionsGetter: options.NewCRDRESTOptionsGetter(*o.Etcd, c.ResourceTransformers, c.StorageObjectCountTracker),
		ServiceResolver:      webhook.NewDefaultServiceResolver(),
		AuthResolverWrapper:  webhook.NewDefaultAuthenticationInfoResolverWrapper(nil, nil, c.LoopbackClientConfig, noopoteltrace.NewTracerProvider()),
	}}
	s, err := config.Complete().New(genericapiserver.NewEmptyDelegate())
	if err != nil {
		return err
	}
	return s.GenericAPIServer.PrepareRun().RunWithContext(ctx)
}

// rename maps the built-in groups onto their stored groups, in the path and both bodies.
func rename(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if strings.Contains(r.Header.Get("Accept"), "protobuf") || strings.Contains(r.Header.Get("Accept"), "cbor") {
			r.Header.Set("Accept", "application/json")
		}
		r.Header.Del("Accept-Encoding")
		// The .NET client asks for both with a slash at the end, which a real server answers alike.
		root := strings.TrimSuffix(r.URL.Path, "/")
		if root == "/api" {
			w.Header().Set("Content-Type", "application/json")
			io.WriteString(w, `{"kind":"APIVersions","versions":["v1"],"serverAddressByClientCIDRs":[]}`+"\n")
			return
		}
		if root == "/apis" {
			discover(w, next)
			return
		}
		for _, g := range groups {
			if r.URL.Path != g.path && !strings.HasPrefix(r.URL.Path, g.path+"/") {
				continue
			}
			rest := strings.TrimPrefix(r.URL.Path, g.path)
			if g.apiVersion == "v1" {
				rest = namespacePath.ReplaceAllString(rest, "/"+storedNamespaces+"$1")
			}
			r.URL.Path = "/apis/" + g.stored + rest
			if r.Body != nil && r.Method != http.MethodGet {
				body, _ := io.ReadAll(r.Body)
				if strings.Contains(r.Header.Get("Content-Type"), "protobuf") {
					body = fromProtobuf(body)
					r.Header.Set("Content-Type", "application/json")
				}
				body = withKind(body, g, r, next)
				for _, form := range []string{`"apiVersion":"%s"`, `"apiVersion": "%s"`, "apiVersion: %s\n"} {
					if r.Method == http.MethodDelete {
						break // the body is DeleteOptions, which is v1 for every group
					}
					body = bytes.ReplaceAll(body, []byte(fmt.Sprintf(form, g.apiVersion)), []byte(fmt.Sprintf(form, g.stored)))
				}
				r.Body, r.ContentLength = io.NopCloser(bytes.NewReader(body)), int64(len(body))
			}
			rw := &renamer{ResponseWriter: w, names: strings.NewReplacer(`"`+g.stored+`"`, `"`+g.apiVersion+`"`, `"`+storedNamespaces, `"namespaces`)}
			defer rw.Flush()
			next.ServeHTTP(rw, r)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// fromProtobuf turns a built-in object, which clients may send as protobuf, into JSON; a custom resource has no protobuf form.
func fromProtobuf(body []byte) []byte {
	object, gvk, err := scheme.Codecs.UniversalDeserializer().Decode(body, nil, nil)
	if err != nil {
		return body
	}
	object.GetObjectKind().SetGroupVersionKind(*gvk)
	text, _ := json.Marshal(object)
	return text
}

// withKind adds the apiVersion and kind that clients may leave out of a built-in object, but not of a custom resource.
func withKind(body []byte, g group, r *http.Request, next http.Handler) []byte {
	var object map[string]json.RawMessage
	if r.Method != http.MethodPost && r.Method != http.MethodPut || json.Unmarshal(body, &object) != nil || object["kind"] != nil {
		return body
	}
	rec := httptest.NewRecorder()
	next.ServeHTTP(rec, httptest.NewRequest(http.MethodGet, "/apis/"+g.stored, nil))
	var list metav1.APIResourceList
	json.Unmarshal(rec.Body.Bytes(), &list)
	segments := strings.Split(r.URL.Path, "/")
	for _, resource := range list.APIResources {
		for _, segment := range segments[4:] {
			if resource.Name == segment {
				object["kind"], _ = json.Marshal(resource.Kind)
			}
		}
	}
	object["apiVersion"], _ = json.Marshal(g.apiVersion)
	full, _ := json.Marshal(object)
	return full
}

// discover answers /apis, which a real cluster's aggregator would, from the CRDs.
func discover(w http.ResponseWriter, next http.Handler) {
	rec := httptest.NewRecorder()
	next.ServeHTTP(rec, httptest.NewRequest(http.MethodGet, "/apis/apiextensions.k8s.io/v1/customresourcedefinitions", nil))
	var crds v1.CustomResourceDefinitionList
	json.Unmarshal(rec.Body.Bytes(), &crds)
	list := metav1.APIGroupList{TypeMeta: metav1.TypeMeta{Kind: "APIGroupList", APIVersion: "v1"}}
	seen := map[string]bool{}
	add := func(name, version string) {
		if gv := name + "/" + version; !seen[gv] {
			seen[gv] = true
			v := metav1.GroupVersionForDiscovery{GroupVersion: gv, Version: version}
			list.Groups = append(list.Groups, metav1.APIGroup{Name: name, Versions: []metav1.GroupVersionForDiscovery{v}, PreferredVersion: v})
		}
	}
	add("apiextensions.k8s.io", "v1")
	for _, c := range crds.Items {
		if name := strings.TrimSuffix(c.Spec.Group, ".kubelite.test"); name != "core" {
			for _, v := range c.Spec.Versions {
				if v.Served {
					add(name, v.Name)
				}
			}
		}
	}
	w.Header().Set("Content-Type", "application/json")
	json.NewEncoder(w).Encode(list)
}

// renamer replaces the stored group in what is written, a line at a time: each watch event is one line.
type renamer struct {
	http.ResponseWriter
	names   *strings.Replacer
	pending []byte
}

func (r *renamer) WriteHeader(code int) {
	r.Header().Del("Content-Length")
	r.ResponseWriter.WriteHeader(code)
}

func (r *renamer) Write(b []byte) (int, error) {
	r.Header().Del("Content-Length")
	r.pending = append(r.pending, b...)
	if i := bytes.LastIndexByte(r.pending, '\n'); i >= 0 {
		if _, err := r.ResponseWriter.Write([]byte(r.names.Replace(string(r.pending[:i+1])))); err != nil {
			return 0, err
		}
		r.pending = append([]byte(nil), r.pending[i+1:]...)
	}
	return len(b), nil
}

func (r *renamer) Flush() {
	if len(r.pending) > 0 {
		r.ResponseWriter.Write([]byte(r.names.Replace(string(r.pending))))
		r.pending = nil
	}
	if f, ok := r.ResponseWriter.(http.Flusher); ok {
		f.Flush()
	}
}

func (r *renamer) CloseNotify() <-chan bool {
	return r.ResponseWriter.(http.CloseNotifier).CloseNotify()
}

func fail(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, "kubelite:", err)
		os.Exit(1)
	}
}
