import {
  type handleUnaryCall,
  Server,
  ServerCredentials,
  type sendUnaryData,
  status,
  type UntypedServiceImplementation,
} from "@grpc/grpc-js";
import { PluginInfo } from "@pulumi/pulumi/proto/plugin_pb";
import { ResourceProviderService } from "@pulumi/pulumi/proto/provider_grpc_pb";
import {
  type CheckRequest,
  CheckResponse,
  type ConfigureRequest,
  ConfigureResponse,
  type CreateRequest,
  CreateResponse,
  type DeleteRequest,
  type DiffRequest,
  DiffResponse,
  GetSchemaResponse,
  type InvokeRequest,
  InvokeResponse,
  type ReadRequest,
  ReadResponse,
  type UpdateRequest,
  UpdateResponse,
} from "@pulumi/pulumi/proto/provider_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import type { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { type Cloud, check, previewOfCreate, previewOfUpdate } from "../../support/preview/azure-native.ts";
import { azureNative, invokeAzureNative } from "../../support/preview/engine/provider-answers.ts";
import { nameOf, typeOf } from "../../support/preview/engine/urn.ts";
import { fromStruct, toStruct } from "../../support/preview/struct.ts";
import { sameValue, type WireObject, withoutSecrets } from "../../support/preview/wire.ts";

export interface AzureProvider {
  readonly port: number;
  stop(): void;
}

/** Where the program configures none. */
const SUBSCRIPTION = "00000000-0000-0000-0000-000000000001";

const { version } = require("@pulumi/azure-native/package.json") as { readonly version: string };

/** Serves the azure-native provider of one plugin process, in front of a cloud that several of them may share. */
export async function startAzureProvider(cloud: Cloud): Promise<AzureProvider> {
  const server = new Server();
  server.addService(ResourceProviderService, providerOf(cloud));
  const port = await new Promise<number>((resolve, reject) => {
    server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, bound) =>
      error === null ? resolve(bound) : reject(error),
    );
  });
  return { port, stop: () => server.forceShutdown() };
}

/** One provider resource: what Configure tells it holds for all that follows. */
function providerOf(cloud: Cloud): UntypedServiceImplementation {
  let config: { readonly subscription: string; readonly location: string | undefined } = {
    subscription: SUBSCRIPTION,
    location: undefined,
  };

  return {
    getPluginInfo: unary(() => new PluginInfo().setVersion(version)),
    getSchema: unary(() => new GetSchemaResponse().setSchema("{}")),
    checkConfig: unary((request: CheckRequest) => new CheckResponse().setInputs(request.getNews())),
    diffConfig: unary(() => new DiffResponse().setChanges(DiffResponse.DiffChanges.DIFF_NONE)),
    configure: unary((request: ConfigureRequest) => {
      const { subscriptionId, location } = plain(request.getArgs());
      config = {
        subscription: typeof subscriptionId === "string" ? subscriptionId : SUBSCRIPTION,
        location: typeof location === "string" ? location : undefined,
      };
      return new ConfigureResponse().setSupportspreview(true);
    }),

    check: unary((request: CheckRequest) => {
      const urn = request.getUrn();
      const olds = plain(request.getOlds());
      // The seed is new for each replacement, and so is an automatic name.
      const checked = check({
        token: typeOf(urn),
        name: nameOf(urn),
        inputs: plain(request.getNews()),
        oldInputs: Object.keys(olds).length === 0 ? undefined : olds,
        location: config.location,
        locationOfGroup: (group) => cloud.locationOfGroup(config.subscription, group),
        autonamingSeed: request.getRandomseed_asB64(),
      });
      return new CheckResponse().setInputs(toStruct(checked));
    }),

    diff: unary((request: DiffRequest) => {
      const before = plain(request.getOldInputs());
      const after = plain(request.getNews());
      const changed = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter((name) => !sameValue(before[name], after[name]));
      const response = new DiffResponse();
      if (changed.length === 0) return response.setChanges(DiffResponse.DiffChanges.DIFF_NONE);
      const { mustReplace } = azureNative(cloud, config);
      const type = typeOf(request.getUrn());
      response.setReplacesList(
        changed.filter((name) => mustReplace(type, { [name]: before[name] ?? null }, { [name]: after[name] ?? null })),
      );
      // Only a resource with a random name can be made before the one that it replaces is gone.
      response.setDeletebeforereplace(response.getReplacesList().length > 0 && after["__createBeforeDelete"] !== true);
      return response.setChanges(DiffResponse.DiffChanges.DIFF_SOME).setDiffsList(changed);
    }),

    create: unary((request: CreateRequest) => {
      const token = typeOf(request.getUrn());
      const inputs = plain(request.getProperties());
      if (request.getPreview()) return new CreateResponse().setProperties(toStruct(previewOfCreate(token, inputs)));
      const { id, outputs } = cloud.put(token, inputs, config.subscription);
      return new CreateResponse().setId(id).setProperties(toStruct(outputs));
    }),

    read: unary((request: ReadRequest) => {
      const id = request.getId();
      if (cloud.find(id) === undefined) return new ReadResponse();
      return new ReadResponse()
        .setId(id)
        .setProperties(toStruct(cloud.outputsOf(id)))
        .setInputs(request.getInputs());
    }),

    update: unary((request: UpdateRequest) => {
      const token = typeOf(request.getUrn());
      const inputs = plain(request.getNews());
      const outputs = request.getPreview()
        ? previewOfUpdate(token, inputs, plain(request.getOlds()))
        : cloud.put(token, inputs, config.subscription).outputs;
      return new UpdateResponse().setProperties(toStruct(outputs));
    }),

    delete: unary((request: DeleteRequest) => {
      cloud.delete(request.getId());
      return new Empty();
    }),

    invoke: unary((request: InvokeRequest) =>
      new InvokeResponse().setReturn(toStruct(invokeAzureNative(cloud, config.subscription, request.getTok(), plain(request.getArgs())))),
    ),

    cancel: unary(() => new Empty()),
  };
}

function plain(struct: Struct | undefined): WireObject {
  return withoutSecrets(fromStruct(struct));
}

function unary<Request, Response>(answer: (request: Request) => Response): handleUnaryCall<Request, Response> {
  return ({ request }, done: sendUnaryData<Response>) => {
    try {
      done(null, answer(request));
    } catch (error) {
      done({ code: status.UNKNOWN, details: error instanceof Error ? error.message : String(error) });
    }
  };
}
